"""The table of actions keeps its promises: one key, one deed; words that can be reached."""

import itertools
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence

from claimdesk.ui.base.action_places import CONTEXT_MENUS, LINE, SECTIONS, TOOLBAR, WORDED
from claimdesk.ui.base.actions import ACTIONS, EXCLUSIVE, MENUS, SUBMENUS, plain
from claimdesk.ui.base.fixed_keys import FIXED_KEYS

IDS = [spec.id for spec in ACTIONS]


def mnemonic(text: str) -> str:
    place = text.replace("&&", "  ").find("&")
    return text[place + 1].lower() if place >= 0 else ""


def texts_by_menu() -> Iterator[tuple[str, list[str]]]:
    for menu in MENUS:
        own = [spec.text for spec in ACTIONS if spec.menu == menu]
        inner = [text for name, text in MENUS.items() if name.startswith(f"{menu}/")]
        yield menu, own + inner


def test_every_action_has_one_id_and_stands_in_a_menu_that_exists() -> None:
    assert not [one for one, times in Counter(IDS).items() if times > 1]
    assert {spec.menu for spec in ACTIONS} == set(MENUS)


def test_no_key_does_two_things() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_is_one_qt_knows() -> None:
    for spec in ACTIONS:
        for key in spec.keys:
            assert not QKeySequence(key).isEmpty(), key
            assert QKeySequence(key).toString() == key


@pytest.mark.parametrize(("menu", "texts"), list(texts_by_menu()))
def test_every_entry_of_a_menu_has_a_letter_of_its_own(menu: str, texts: list[str]) -> None:
    letters = Counter(mnemonic(text) for text in texts)
    assert "" not in letters
    assert [letter for letter, times in letters.items() if times > 1] == [], menu


def test_the_menus_themselves_have_letters_of_their_own() -> None:
    letters = Counter(mnemonic(text) for name, text in MENUS.items() if "/" not in name)
    assert max(letters.values()) == 1


@pytest.mark.parametrize(
    "action_id",
    [
        "file.new", "file.open", "file.import", "file.paste", "file.load_review", "file.export",
        "file.save_copy", "edit.preferences", "article.details", "claim.link", "tools.palette",
        "help.about", "help.shortcuts", "help.first_steps",
    ],
)  # fmt: skip
def test_what_opens_a_dialog_ends_in_an_ellipsis(action_id: str) -> None:
    spec = next(one for one in ACTIONS if one.id == action_id)
    assert spec.text.endswith("…")


def test_the_keys_of_the_review_loop_are_the_promised_ones() -> None:
    keys = {spec.id: spec.keys for spec in ACTIONS}
    assert keys["claim.new"][0] == "Ctrl+Return"
    assert [keys[f"claim.{verb}"] for verb in ("confirm", "deny", "unverify", "withdraw")] == [
        ("Ctrl+1",), ("Ctrl+2",), ("Ctrl+3",), ("Ctrl+0",),
    ]  # fmt: skip
    assert keys["claim.next"] == ("Alt+Down",)
    assert keys["claim.next_open"] == ("Ctrl+J",)
    assert keys["edit.redo"] == ("Ctrl+Shift+Z", "Ctrl+Y")
    assert keys["claim.link"] == ("Ctrl+L",)


def test_every_list_names_actions_that_exist() -> None:
    named = {*TOOLBAR, *WORDED, *SECTIONS, *SUBMENUS}
    named.update(*CONTEXT_MENUS.values())
    assert named - set(IDS) == {LINE}
    assert set(MENUS) >= EXCLUSIVE


def test_no_line_stands_first_or_last_or_beside_another() -> None:
    for row in (TOOLBAR, *CONTEXT_MENUS.values()):
        assert row[0] != LINE
        assert row[-1] != LINE
        assert all((one, two) != (LINE, LINE) for one, two in itertools.pairwise(row))
    firsts = {next(spec.id for spec in ACTIONS if spec.menu == menu) for menu in MENUS}
    assert not SECTIONS & (firsts - {"view.theme_system", "view.sort_number"})


def test_every_toolbar_button_has_a_picture() -> None:
    assert all(spec.icon for spec in ACTIONS if spec.id in TOOLBAR)


def test_fixed_keys_say_what_they_do() -> None:
    assert all(words and keys for words, keys in FIXED_KEYS)


def test_a_menu_text_without_its_mnemonic_reads_plainly() -> None:
    assert plain("&Save && close") == "Save & close"


def test_each_action_on_claims_either_writes_or_only_leads_somewhere() -> None:
    """A new one is to be placed on purpose: what writes is disabled where one may only read."""
    leading = {
        *("claim.next", "claim.previous", "claim.next_open"),
        *("claim.next_passage", "claim.previous_passage", "claim.lacking", "claim.checklist"),
        "claim.more",
        *("claim.next_difference", "claim.previous_difference", "claim.next_assigned"),
    }
    assert leading == {
        spec.id for spec in ACTIONS if spec.id.startswith("claim.") and not spec.writes
    }
