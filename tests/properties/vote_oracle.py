"""The law of votes told a second time: plain dicts, lists and loops, and no code of the law's.

Each method answers what must come of an act: `"ok"`, `"nothing"` (done, no change), or the code of
a refusal. Ties are found by trying every order, majorities by trying every number.
"""

from tests.properties.answer_oracle import adds_up, answer_wrong, enter, put
from tests.properties.count_oracle import Plain, count, level, outcome, uncounted
from tests.properties.house_oracle import QUORUM
from tests.properties.kinds import ASKED_QUORUM, CANDIDATE, FORMS, OFFICE, WINDOW_MS
from tests.properties.plan_oracle import PlanOracle


class VoteOracle(PlanOracle):
    """The house, and the votes that are taken in it."""

    # Setting up and opening.

    def _new(self, plan: Plain, name: str = "") -> Plain:
        return {
            "id": name or f"v{len(self.votes) + 1}",
            "state": "prepared",
            "matter": self.item,
            "recused": [],
            "board": [],
            "register": [],
            "represented": {},
            "ballots": {},
            "ends": None,
            "left": None,
            "hands": None,
            "paper": None,
            "counts": None,
            "casting": "",
            "outcome": None,
            "called": "",
            "claims": [],
            "annulled": "",
            "asked": False,
            **plan,
        }

    def prepare(self, plan: Plain, name: str = "") -> str:
        if self.phase == "adjourned":
            return "phase-wrong"
        wrong = self.plan_wrong(plan, name)
        if wrong:
            return wrong
        if not name:
            self.votes.append(self._new(plan))
            return "ok"
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] != "prepared":
            return "vote-state-wrong"
        if all(vote[key] == value for key, value in plan.items()):
            return "nothing"
        vote |= plan
        if FORMS[plan["kind"]] != "paper" or set(self._about(vote)) & set(vote["board"]):
            vote["board"] = []
        return "ok"

    def _about(self, vote: Plain) -> list[str]:
        stands = [CANDIDATE[1]] if CANDIDATE[0] in vote["options"] else []
        return [*stands, *vote["concerns"]]

    def open_vote(self, plan: Plain | None, name: str, asked: bool) -> str:
        """Open at once with `plan`, or the prepared vote of this name."""
        if self.phase != "in_session":
            return "phase-wrong"
        if self.running:
            return "vote-under-way"
        vote = self._new(plan) if plan is not None else self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] != "prepared":
            return "vote-state-wrong"
        wrong = self.plan_wrong(vote, vote["id"])
        if wrong:
            return wrong
        for other in self.votes:
            part_waits = plan is None and other["part"] and other["state"] == "prepared"
            if not vote["part"] and part_waits and other["matter"] == vote["matter"]:
                return "parts-undecided"
        least = {"division": 0, "asks-later": 0, "asks": ASKED_QUORUM if asked else 0}
        if not self.quorum(least.get(vote["kind"], QUORUM)):
            return "quorum-missing"
        vote["asked"] = asked
        if plan is not None:
            self.votes.append(vote)
        self._freeze(vote)
        return "ok"

    def _freeze(self, vote: Plain) -> None:
        if self.rules["proxies"]:
            vote["represented"] = {
                who: holder
                for who, holder in self.proxies.items()
                if who not in self.present
                and who not in vote["recused"]
                and holder in self.present
                and holder not in vote["recused"]
            }
        there = [who for who in self.present if who not in vote["recused"]]
        vote["register"] = sorted([*there, *vote["represented"]])
        vote["state"] = "open"
        by_device = FORMS[vote["kind"]] in ("recorded", "aggregate")
        vote["ends"] = self.now + WINDOW_MS if by_device else None
        self.current = vote["id"]

    # Its life.

    def hold(self, name: str) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] != "open":
            return "vote-state-wrong"
        vote["left"] = None if vote["ends"] is None else max(0, vote["ends"] - self.now)
        vote["state"], vote["ends"] = "held", None
        return "ok"

    def resume(self, name: str) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] != "held":
            return "vote-state-wrong"
        left = vote["left"]
        endless = left is None or (left == 0 and self.rules["at_end"] != "close")
        vote["state"], vote["left"] = "open", None
        vote["ends"] = None if endless else self.now + left
        return "ok"

    def extend(self, name: str, seconds: int) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] == "open" and vote["ends"] is not None:
            vote["ends"] = max(vote["ends"], self.now) + seconds * 1000
        elif vote["state"] == "held" and vote["left"] is not None:
            vote["left"] += seconds * 1000
        else:
            return "no-window" if vote["state"] in ("open", "held") else "vote-state-wrong"
        return "ok"

    def annul(self, name: str, reason: str) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] == "annulled":
            return "vote-state-wrong"
        if self.phase == "adjourned":
            return "phase-wrong"
        if self.repeats(vote):
            return "repeated-already"
        vote["state"], vote["annulled"], vote["ends"], vote["left"] = "annulled", reason, None, None
        return "ok"

    def close(self, name: str, by_itself: bool) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] not in (("open",) if by_itself else ("open", "held")):
            return "vote-state-wrong"
        if by_itself:
            all_in = len(vote["ballots"]) == len(vote["register"]) > 0
            if not (vote["kind"] == "roll" and all_in):
                if vote["ends"] is None or self.now < vote["ends"]:
                    return "nothing"
                if self.rules["at_end"] == "keep-open":
                    vote["ends"] = None
                    return "ok"
                if self.rules["at_end"] == "hold":
                    vote["state"], vote["ends"], vote["left"] = "held", None, 0
                    return "ok"
        vote["state"], vote["left"], vote["ends"] = "closed", None, None
        vote["counts"] = count(vote, self.present)
        return "ok"

    # Who takes part.

    def admit(self, name: str, who: str) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] not in ("open", "held"):
            return "vote-state-wrong"
        if who in vote["register"]:
            return "already-on-register"
        if who in vote["recused"]:
            return "not-entitled"
        if who not in self.present:
            return "delegate-absent"
        vote["register"] = sorted([*vote["register"], who])
        return "ok"

    def recuse(self, name: str, who: str) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] not in ("prepared", "open", "held"):
            return "vote-state-wrong"
        if self.phase == "adjourned":
            return "phase-wrong"
        if who in vote["recused"]:
            return "nothing"
        vote["recused"].append(who)
        vote["board"] = [member for member in vote["board"] if member != who]
        vote["hands"] = vote["paper"] = None
        gone = [who]
        for principal, holder in vote["represented"].items():
            cast = vote["ballots"].get(principal)
            own = cast is not None and not cast["by"]
            if holder == who and principal not in self.present and not own:
                gone.append(principal)
        vote["register"] = [one for one in vote["register"] if one not in gone]
        for one in gone:
            vote["ballots"].pop(one, None)
        return "ok"

    def call(self, name: str, who: str) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["kind"] != "roll":
            return "form-wrong"
        if vote["state"] != "open":
            return "vote-state-wrong"
        if who and who not in vote["register"]:
            return "not-entitled"
        if not who:
            roll = [one for one in OFFICE if one in vote["register"]]
            if vote["called"] in roll:
                after = roll.index(vote["called"]) + 1
                roll = roll[after:] + roll[:after]
            waiting = [one for one in roll if one not in vote["ballots"]]
            if not waiting:
                return "everybody-answered"
            who = waiting[0]
        vote["called"] = who
        return "ok"

    # Answers.

    def cast(self, name: str, who: str, via: str, answer: tuple[str, tuple[str, ...]]) -> str:
        """`via` is tablet, keypad or desk, or the delegate who stands for `who`."""
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        stands = via in OFFICE
        if stands and (vote["represented"].get(who) != via or who in self.present):
            return "not-their-proxy"
        over = vote["ends"] is not None and self.now >= vote["ends"]
        if vote["state"] != "open" or (over and self.rules["at_end"] != "keep-open"):
            return "too-late"
        speaker = who
        if stands or (via == "desk" and who not in self.present):
            speaker = vote["represented"].get(who, who)
        if speaker not in self.present:
            return "delegate-absent"
        if who not in vote["register"]:
            return "not-entitled"
        form = FORMS[vote["kind"]]
        if form in ("paper", "show-of-hands") or (form == "roll-call" and via != "desk"):
            return "not-by-device"
        wrong = answer_wrong(vote, answer)
        if wrong:
            return wrong
        channel = "roll-call" if form == "roll-call" else "tablet" if stands else via
        by = speaker if speaker != who else ""
        earlier = vote["ballots"].get(who)
        if by and earlier and not earlier["by"]:
            return "not-their-proxy"
        in_order = (answer[0], tuple(sorted(answer[1])))
        return put(vote, who, {"answer": in_order, "channel": channel, "by": by}, self.rules)

    def enter_hands(self, name: str, yes: int, no: int, abstain: int) -> str:
        vote = self.find(name)
        wrong = self._enter_wrong(vote, "show-of-hands", ("open", "held", "closed"))
        if vote is None or wrong:
            return wrong
        if yes + no + abstain > len(vote["register"]):
            return "count-differs"
        return enter(vote, "hands", {"yes": yes, "no": no, "abstain": abstain}, self.present)

    def enter_paper(self, name: str, record: Plain) -> str:
        vote = self.find(name)
        wrong = self._enter_wrong(vote, "paper", ("open", "held", "closed"))
        if vote is None or wrong:
            return wrong
        if not vote["board"]:
            return "counting-board-missing"
        if vote["paper"] == record:
            return "nothing"
        if not adds_up(record, len(vote["register"])):
            return "count-differs"
        return enter(vote, "paper", record, self.present)

    def _enter_wrong(self, vote: Plain | None, form: str, states: tuple[str, ...]) -> str:
        if vote is None:
            return "vote-unknown"
        if FORMS[vote["kind"]] != form:
            return "form-wrong"
        if self.phase == "adjourned":
            return "phase-wrong"
        return "" if vote["state"] in states else "vote-state-wrong"

    def board(self, name: str, members: list[str]) -> str:
        vote = self.find(name)
        wrong = self._enter_wrong(vote, "paper", ("prepared", "open", "held", "closed"))
        if vote is None or wrong:
            return wrong
        for member in members:
            if member in self._about(vote):
                return "counting-board-candidate"
            if member in vote["recused"]:
                return "counting-board-recused"
            if member not in self.present:
                return "delegate-absent"
        if vote["board"] == members:
            return "nothing"
        vote["board"] = list(members)
        enter(vote, "paper", None, self.present)
        return "ok"

    # What it comes to.

    def casting(self, name: str, choice: str) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] != "closed":
            return "vote-state-wrong"
        if uncounted(vote):
            return "count-missing"
        if not level(vote):
            return "no-tie"
        if vote["casting"] == choice:
            return "nothing"
        vote["casting"] = choice
        return "ok"

    def claim(self, name: str, who: str) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if FORMS[vote["kind"]] == "paper":
            return "form-wrong"
        if vote["state"] not in ("closed", "declared"):
            return "vote-state-wrong"
        if who not in vote["register"]:
            return "not-entitled"
        if who in vote["claims"]:
            return "nothing"
        vote["claims"].append(who)
        return "ok"

    def declare(self, name: str) -> str:
        vote = self.find(name)
        if vote is None:
            return "vote-unknown"
        if vote["state"] != "closed":
            return "vote-state-wrong"
        if uncounted(vote):
            return "count-missing"
        if level(vote) and not vote["casting"]:
            return "casting-vote-missing"
        vote["outcome"] = outcome(vote, again=bool(self.tied_before(vote)[0]))
        vote["state"] = "declared"
        return "ok"
