"""A small screen reader: what it asks of a program over the accessibility bus, and what it hears.

It speaks the protocol itself, so that it finds what any other screen reader finds.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import Proxy, open_dbus_connection

from journeys.screen import PATIENCE

_ATSPI = "org.a11y.atspi"
_REGISTRY = f"{_ATSPI}.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_EVENTS = ("object:text-caret-moved", "object:text-selection-changed", "object:announcement")
_MEMBER, _PATH = 3, 1
_SCREEN = 0
"""The protocol's number for places from the corner of the screen."""


class Role(IntEnum):
    """Some kinds of things, as numbered by the protocol."""

    LABEL = 29
    TABLE = 55
    TEXT = 61
    APPLICATION = 75


class State(IntEnum):
    """Some states of things, as numbered by the protocol."""

    FOCUSABLE = 11
    FOCUSED = 12
    MULTI_LINE = 17
    SHOWING = 25
    READ_ONLY = 43


class Grain(IntEnum):
    """What text is read by."""

    CHARACTER = 0
    WORD = 1
    LINE = 4


@dataclass(frozen=True, slots=True)
class Heard:
    """An event: what happened, where, and its details."""

    what: str
    path: str
    detail: tuple[int, int]
    data: object


class Reader:
    """Connects to the accessibility bus of a session, asks and listens."""

    def __init__(self, session_address: str) -> None:
        with open_dbus_connection(session_address) as session:
            asked = _call(session, ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress")
        self._bus = open_dbus_connection(asked[0])
        self._signals: deque[Message] = deque()
        rule = MatchRule(type="signal", interface=f"{_ATSPI}.Event.Object")
        Proxy(message_bus, self._bus).AddMatch(rule)
        self._bus.filter(rule, queue=self._signals)
        registry = (_REGISTRY, "/org/a11y/atspi/registry")
        for event in _EVENTS:
            _call(self._bus, registry, _REGISTRY, "RegisterEvent", "s", event)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def program(self, name: str) -> "Thing":
        """Wait until a program is on the bus."""
        last_moment = time.monotonic() + PATIENCE
        desktop = Thing(self, _REGISTRY, _ROOT)
        while time.monotonic() < last_moment:
            for program in desktop.children():
                if program.name == name:
                    return program
            time.sleep(0.05)
        raise AssertionError(f"{name} never came to the accessibility bus")

    def ask(self, thing: "Thing", interface: str, member: str, form: str = "", *args: Any) -> Any:
        """Call a method of a thing and return its answer, all answers if there are several."""
        place = (thing.owner, thing.path)
        answer = _call(self._bus, place, f"{_ATSPI}.{interface}", member, form, *args)
        return answer[0] if len(answer) == 1 else answer

    def look_up(self, thing: "Thing", interface: str, name: str) -> Any:
        """Return a property of a thing."""
        place, properties = (thing.owner, thing.path), "org.freedesktop.DBus.Properties"
        asked = (f"{_ATSPI}.{interface}", name)
        return _call(self._bus, place, properties, "Get", "ss", *asked)[0][1]

    def forget(self, thing: "Thing") -> None:
        """Forget what was heard up to now of the program a thing belongs to."""
        # Answers overtake no events: what came before this one is in the queue.
        assert thing.name
        self._signals.clear()

    def hear(self, what: Callable[[Heard], object]) -> Heard:
        """Wait for an event, forgetting those before it."""
        last_moment = time.monotonic() + PATIENCE
        past = []
        while (left := last_moment - time.monotonic()) > 0:
            try:
                message = self._bus.recv_until_filtered(self._signals, timeout=left)
            except TimeoutError:
                break
            _, first, second, (_, data), *_ = message.body
            fields = message.header.fields
            event = Heard(fields[_MEMBER], fields[_PATH], (first, second), data)
            if what(event):
                return event
            past.append(event)
        raise AssertionError(f"what was waited for was not heard, but {past}")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the screen, as assistive technology finds it."""

    reader: Reader
    owner: str
    path: str

    @property
    def name(self) -> str:
        """Return what it is called."""
        return str(self.reader.look_up(self, "Accessible", "Name"))

    @property
    def description(self) -> str:
        """Return what more there is to say."""
        return str(self.reader.look_up(self, "Accessible", "Description"))

    @property
    def role(self) -> int:
        """Return what kind of thing it is."""
        return int(self.reader.ask(self, "Accessible", "GetRole"))

    def is_in(self, state: State) -> bool:
        """Tell whether it is in a state."""
        words = self.reader.ask(self, "Accessible", "GetState")
        return bool(words[state // 32] >> state % 32 & 1)

    def children(self) -> list["Thing"]:
        """Return what is inside."""
        inside = self.reader.ask(self, "Accessible", "GetChildren")
        return [Thing(self.reader, owner, path) for owner, path in inside]

    def find(self, name: str, role: Role) -> "Thing":
        """Return the one thing inside that is called so; cells of tables are not looked at."""
        found = [one for one in self._all() if one.role == role and one.name == name]
        assert len(found) == 1, f"{len(found)} things are called “{name}”"
        return found[0]

    def _all(self) -> Iterator["Thing"]:
        for child in self.children():
            yield child
            if child.role != Role.TABLE:
                yield from child._all()

    def focus(self) -> None:
        """Give it the keyboard."""
        self.reader.ask(self, "Component", "GrabFocus")

    # Text ------------------------------------------------------------------------------------

    @property
    def length(self) -> int:
        """Return how long its text is."""
        return int(self.reader.look_up(self, "Text", "CharacterCount"))

    @property
    def caret(self) -> int:
        """Return where the caret stands."""
        return int(self.reader.look_up(self, "Text", "CaretOffset"))

    @property
    def selection(self) -> tuple[int, int] | None:
        """Return what is selected."""
        if not self.reader.ask(self, "Text", "GetNSelections"):
            return None
        start, end = self.reader.ask(self, "Text", "GetSelection", "i", 0)
        return start, end

    def text(self, start: int = 0, end: int = -1) -> str:
        """Return a stretch of its text."""
        return str(self.reader.ask(self, "Text", "GetText", "ii", start, end))

    def move(self, offset: int) -> None:
        """Put the caret somewhere."""
        assert self.reader.ask(self, "Text", "SetCaretOffset", "i", offset)

    def select(self, start: int, end: int) -> None:
        """Select a stretch."""
        assert self.reader.ask(self, "Text", "SetSelection", "iii", 0, start, end)

    def at(self, offset: int, grain: Grain) -> tuple[str, int, int]:
        """Return the text at an offset by character, word or line: with start and end."""
        text, start, end = self.reader.ask(self, "Text", "GetTextAtOffset", "iu", offset, grain)
        return text, start, end

    def extents(self, offset: int) -> tuple[int, int, int, int]:
        """Return left, top, width and height of a character on the screen."""
        asked = (offset, _SCREEN)
        left, top, width, height = self.reader.ask(
            self, "Text", "GetCharacterExtents", "iu", *asked
        )
        return left, top, width, height

    def offset_at(self, x: int, y: int) -> int:
        """Return the offset of the character at a place of the screen."""
        return int(self.reader.ask(self, "Text", "GetOffsetAtPoint", "iiu", x, y, _SCREEN))

    def attributes(self, offset: int) -> tuple[dict[str, str], int, int]:
        """Return how the text at an offset looks, and from where to where it looks so."""
        attributes, start, end = self.reader.ask(
            self, "Text", "GetAttributeRun", "ib", offset, False
        )
        return attributes, start, end


def _call(
    bus: Any, place: tuple[str, str], interface: str, member: str, form: str = "", *args: Any
) -> tuple[Any, ...]:
    owner, path = place
    address = DBusAddress(path, bus_name=owner, interface=interface)
    message = new_method_call(address, member, form or None, args)
    reply = bus.send_and_get_reply(message, timeout=PATIENCE)
    assert reply.header.message_type is not MessageType.error, f"{member}{args}: {reply.body}"
    return tuple(reply.body)
