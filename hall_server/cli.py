"""The `hall` command: its verbs, and how what goes wrong is said.

Other packages add verbs through the entry point group `sitting_hall.commands` (a function that
takes the subparsers), so the hall need not know its clients.
"""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from pathlib import Path

from rich.console import Console

from hall_server.assembly import EVERYWHERE, sitting_folder
from hall_server.commandline.journal_words import in_both_languages
from hall_server.commandline.names import print_names
from hall_server.commandline.new_council import write_council
from hall_server.commandline.rules import add_rules
from hall_server.commandline.serve import cannot_serve, port_max, port_usual, print_codes, serve
from hall_server.commandline.undertakings import add_undertakings
from hall_server.commandline.verify import (
    print_reports,
    print_speaking,
    sittings_in,
    verify_sitting,
)
from hall_server.config import ConfigError, read_folder
from hall_server.journal.journal import JournalError
from hall_server.journal.reanchor import reanchor

EXIT_DIFFERS = 1
EXIT_WRONG_INPUT = 2
EXIT_JOURNAL = 3
EXIT_INTERRUPTED = 130

Verb = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a `hall` command; give the exit code. What is wrong is said in both languages."""
    chosen = _parser().parse_args(arguments)
    verb: Verb = chosen.verb
    try:
        return verb(chosen)
    except ConfigError as error:
        print(f"{error.vi}\n{error.en}", file=sys.stderr)
        return EXIT_WRONG_INPUT
    except JournalError as error:
        print(in_both_languages(error), file=sys.stderr)
        return EXIT_JOURNAL
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hall", description="Nghị trường – điều hành phiên họp · Sitting Hall"
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _add(verbs, "init", _init, "write a council's files to fill in")
    run = _add(verbs, "serve", _serve, "run the hall from a council's folder")
    run.add_argument("--host", default=EVERYWHERE, help="address to listen on (all)")
    run.add_argument(
        "--port", type=_port, default=port_usual, help="port (8080); 0 takes a free one"
    )
    run.add_argument("--ready-file", type=Path, help="write address and codes here when ready")
    run.add_argument("--quiet", action="store_true", help="print only what is wrong")
    codes = _add(verbs, "codes", _codes, "print the access codes again")
    codes.add_argument("--url", default="", help="the hall's address (this machine's, port 8080)")
    codes.add_argument("--html", type=Path, metavar="FILE", help="write slips to print and cut")
    check = _add(verbs, "verify", _verify, "check every journal of a folder, recount every vote")
    check.add_argument("--names", action="store_true", help="print who voted how, and who was here")
    check.add_argument(
        "--speaking", action="store_true", help="print who spoke how long, and the attendance"
    )
    _add(verbs, "reanchor", _reanchor, "accept the sitting's journal as whole, renew its anchor")
    add_rules(verbs)
    add_undertakings(verbs)
    for entry in entry_points(group="sitting_hall.commands"):
        entry.load()(verbs)
    return parser


def _add(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, verb: Verb, text: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=text, description=text)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.set_defaults(verb=verb)
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= port_max:
        raise argparse.ArgumentTypeError(f"0 to {port_max}")
    return port


def _init(chosen: argparse.Namespace) -> int:
    for path in write_council(chosen.folder):
        print(path)
    return 0


def _serve(chosen: argparse.Namespace) -> int:
    level = logging.WARNING if chosen.quiet else logging.INFO
    logging.basicConfig(level=level, format="%(asctime)s %(name)s %(message)s")
    try:
        serve(chosen.folder, chosen.host, chosen.port, chosen.ready_file, quiet=chosen.quiet)
    except OSError as error:
        print(*cannot_serve(error, chosen.host, chosen.port), sep="\n", file=sys.stderr)
        return EXIT_WRONG_INPUT
    return 0


def _codes(chosen: argparse.Namespace) -> int:
    try:
        print_codes(chosen.folder, chosen.url, chosen.html)
    except OSError as error:
        print(f"Không ghi được {error.filename}\nCan't write: {error}", file=sys.stderr)
        return EXIT_WRONG_INPUT
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    code = 0
    for place in sittings_in(chosen.folder):
        try:
            report = verify_sitting(place)
        except JournalError as error:
            print(f"{place.name}: {in_both_languages(error)}", file=sys.stderr)
            code = EXIT_JOURNAL
        else:
            print_reports([report], Console())
            if chosen.names:
                print_names(report, Console())
            if chosen.speaking:
                print_speaking(report, Console())
            code = code or (0 if report.agrees else EXIT_DIFFERS)
    return code


def _reanchor(chosen: argparse.Namespace) -> int:
    preparation = read_folder(chosen.folder)
    head = reanchor(sitting_folder(chosen.folder, preparation.sitting))
    print(f"{preparation.sitting}: {head.seq} {head.hash.hex()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
