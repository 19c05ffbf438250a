"""The demo's questioning: written questions, answers in person, rebuttals, undertakings."""

from dataclasses import dataclass

from rehearsal.chair import Chair
from rehearsal.house import House, Pace
from rehearsal.made_up import INQUIRIES, Inquiry
from rehearsal.participants import AtTablet
from rehearsal.podium import Podium

answer_seconds = 6
"""How long the demo's people ask and answer; their clocks are the rule pack's."""


@dataclass(frozen=True, slots=True)
class _Filed:
    """A written question that was handed in at a tablet."""

    inquiry: Inquiry
    respondent: str
    questioner: AtTablet
    question: str


class Questioning:
    """The questioning of the morning, from the written questions on."""

    def __init__(self, chair: Chair, house: House, podium: Podium, pace: Pace) -> None:
        self._chair = chair
        self._house = house
        self._podium = podium
        self._pace = pace
        self._filed: list[_Filed] = []
        self._undertaken: set[str] = set()

    async def collect(self) -> None:
        """Let delegates hand in their questions, and rank the topics."""
        respondents = self._chair.desk.read("hall", "respondents") or []
        guests = [one["person"]["delegate"] for one in respondents if one["person"].get("guest")]
        for inquiry, tablet in zip(INQUIRIES, self._house.tablets(), strict=False):
            if inquiry.official >= len(guests):
                continue
            to = guests[inquiry.official]
            question = await tablet.file_question(to, inquiry.topic, inquiry.question)
            self._filed.append(_Filed(inquiry, to, tablet, question))
        if self._filed:
            await self._chair.gives("RankTopics", topics=[_topic(one) for one in self._filed])
            self._chair.says(
                f"Đã nhận {len(self._filed)} phiếu chất vấn",
                f"{len(self._filed)} written questions have come",
            )

    async def run(self) -> None:
        """Take one topic after the other."""
        for filed in self._filed:
            self._chair.says(filed.inquiry.topic, filed.inquiry.topic_en)
            await self._take(filed)

    async def _take(self, filed: _Filed) -> None:
        await self._speak(
            "Phát biểu mở đầu", "Opening statement", filed.respondent, "opening-statement"
        )
        asked = await self._speak(
            "Chất vấn", "Question", self._id(filed.questioner), "question", filed.question
        )
        if not asked:
            return
        answer = await self._answer(filed, asked)
        if not answer:
            return
        await self._rebuttals(filed, answer)
        await self._speak("Trả lời", "Answer", filed.respondent, "answer", asked)

    async def _answer(self, filed: _Filed, asked: str) -> str:
        """Let the respondent answer, and record what is undertaken."""
        turn = await self._podium.give(
            "Trả lời", "Answer", delegate=filed.respondent, kind="answer", about=asked
        )
        if not turn:
            return ""
        await self._pace.pause(answer_seconds)
        inquiry = filed.inquiry
        if filed.question not in self._undertaken:
            self._undertaken.add(filed.question)
            await self._chair.gives(
                "RecordUndertaking",
                who=filed.respondent,
                what=inquiry.undertaking,
                due=inquiry.due,
                about=turn,
            )
            self._chair.says(
                f"Ghi lời hứa: {inquiry.undertaking} (hạn {inquiry.due})",
                f"An undertaking is recorded, due {inquiry.due}",
            )
        await self._podium.end(turn)
        return turn

    async def _rebuttals(self, filed: _Filed, answer: str) -> None:
        """Let two rebut; the questioner asks second, and goes first by the rules."""
        others = self._house.tablets([filed.questioner.seat])
        for tablet in [*others[-1:], filed.questioner]:
            await self._pace.within(0, lambda: tablet.ask("question-rebuttal", answer))  # noqa: B023
        await self._podium.catch_up()
        for _ in range(2):
            if not self._podium.queue:
                return
            turn = await self._podium.give(
                "Tranh luận", "Rebuttal", request=self._podium.queue[0]["request"]
            )
            if turn:
                await self._pace.pause(answer_seconds / 2)
                await self._podium.end(turn)

    async def _speak(self, vi: str, en: str, who: str, kind: str, about: str = "") -> str:
        turn = await self._podium.give(vi, en, delegate=who, kind=kind, about=about)
        if turn:
            await self._pace.pause(answer_seconds / 2)
            await self._podium.end(turn)
        return turn

    def _id(self, tablet: AtTablet) -> str:
        return f"s{tablet.seat}"


def _topic(filed: _Filed) -> dict[str, object]:
    return {
        "title": filed.inquiry.topic,
        "title_en": filed.inquiry.topic_en,
        "respondent": filed.respondent,
        "questions": [filed.question],
    }
