"""`free`."""

from __future__ import annotations

from booking.bootstrap import Desktop
from booking.cli import forms, times, typed, words
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command
from booking.cli.places import row
from booking.model import Catalogue, ResourceKind
from booking.rules.finder import NearMiss
from booking.services.refusal import Refusal, RefusedError
from booking.services.search import Search

FREE = """\
Find what can be booked at a time, best fit first, then what nearly could, with the reasons.

It looks at the local copy and needs no connection; the last line says how old that is.

examples:
  loop-booking free --site JO --people 6 --feature vc \\
      --from 2026-11-24T14:00+08:00 --to 2026-11-24T15:30+08:00
"""


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    free = add_command(commands, "free", with_desktop(_free), "what is free at a time", FREE)
    free.add_argument("--from", dest="start", required=True, metavar="ISO", help="start")
    free.add_argument("--to", dest="end", required=True, metavar="ISO", help="end")
    free.add_argument(
        "--site", action="append", default=[], metavar="CODE", help="only there; repeatable"
    )
    free.add_argument("--people", type=typed.count, default=1, metavar="N", help="how many come")
    free.add_argument(
        "--feature", action="append", default=[], metavar="F", help="must have it; repeatable"
    )
    free.add_argument("--kind", choices=[kind.value for kind in ResourceKind])
    free.add_argument("--quantity", type=typed.count, default=1, metavar="N", help="units wanted")


def _free(context: Context, desktop: Desktop) -> Outcome:
    args = context.args
    wanted = Search(
        times.parse(args.start, "from"),
        times.parse(args.end, "to"),
        args.site,
        args.people,
        frozenset(args.feature),
        ResourceKind(args.kind) if args.kind else None,
        args.quantity,
    )
    found = desktop.finder.free(wanted)
    findings = found.findings
    if findings.problem is not None:
        raise RefusedError(Refusal((findings.problem,), as_of=found.as_of))
    catalogue = desktop.local.catalogue()
    lines = [row(one, catalogue) for one in findings.found] or ["Nothing is free then."]
    if findings.near:
        lines.append("Nearly:")
        lines += [f"  {_near(miss, catalogue)}" for miss in findings.near]
    body = {
        "found": [forms.resource(one, catalogue) for one in findings.found],
        "near": [_near_form(miss) for miss in findings.near],
        "as_of": times.stamp(found.as_of),
    }
    return Outcome(Exit.DONE, (*lines, f"({words.as_of(found.as_of, catalogue)})"), body)


def _near(miss: NearMiss, catalogue: Catalogue) -> str:
    zone = catalogue.timezone(miss.resource)
    reasons = [words.problem(one, zone) for one in miss.problems]
    if miss.missing:
        reasons.append(f"It has no {', '.join(miss.missing)}.")
    return f"{miss.resource.code:<16}{' '.join(reasons)}"


def _near_form(miss: NearMiss) -> dict[str, object]:
    return {
        "resource": miss.resource.code,
        "problems": [one.as_json() for one in miss.problems],
        "missing": list(miss.missing),
    }
