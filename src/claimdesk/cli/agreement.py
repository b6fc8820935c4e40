"""The verb that says how far reviewers agree: agreement."""

from argparse import Namespace

from claimdesk.cli.answers import Answer, counted
from claimdesk.cli.opening import looked_at
from claimdesk.exchange.wording import shown
from claimdesk.store import agreement as figures_of
from claimdesk.store.agreement import Figures, Worker
from claimdesk.store.store import Session


def agreement(arguments: Namespace) -> Answer:
    """Say who works on a project and how far they agree."""
    with looked_at(arguments.project) as reader:
        workers, figures = reader.read(_read)
    names = {one.reviewer.id: one.reviewer.name for one in workers}
    data = {
        "reviewers": [
            {"name": one.reviewer.name, "verdicts": one.verdicts, "asked": one.asked}
            for one in workers
        ],
        "claims": figures.claims,
        "agreed": figures.agreed,
        "judged_once": figures.judged_once,
        "alpha": figures.alpha,
        "pairs": [
            {
                "reviewers": [names[one.first], names[one.second]],
                "both_judged": one.items,
                "agreed": one.agreed,
                "kappa": one.kappa,
            }
            for one in figures.pairs
        ],
    }
    people = (
        f"{shown(one.reviewer.name)}: {counted(one.verdicts, 'verdict', 'verdicts')}"
        for one in workers
    )
    pairs = (
        f"{shown(names[one.first])} and {shown(names[one.second])}: "
        f"{one.agreed} of {one.items} alike, kappa {_figure(one.kappa)}"
        for one in figures.pairs
    )
    judged = counted(figures.claims, "claim was", "claims were")
    last = (
        f"{judged} judged by two or more; all agree on {figures.agreed}; "
        f"alpha {_figure(figures.alpha)}"
    )
    return Answer(data, (*people, *pairs, last))


def _read(session: Session) -> tuple[list[Worker], Figures]:
    return figures_of.workers(session), figures_of.figures(session)


def _figure(value: float | None) -> str:
    return "not to be told" if value is None else f"{value:.2f}"
