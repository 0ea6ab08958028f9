"""What is to be remembered about Małgorzata Wójcik, and what did she answer?"""

from __future__ import annotations

from regulars.actions.demo.answers import answer
from regulars.actions.demo.script import Script
from regulars.actions.demo.studio import Studio
from regulars.records.appointments import Appointment
from regulars.records.customers import Customer
from regulars.records.fields import Field


def remember(studio: Studio, script: Script, gosia: Customer) -> None:
    """Her alerts and notes."""
    runa, jonas = studio.house.artist("Runa").member, studio.house.artist("Jonas").member
    script.alert(
        gosia, runa, "2026-03-10 18:05", "Latex allergy", "Nitrile gloves only, no latex bands."
    )
    script.alert(
        gosia, jonas, "2024-09-19 12:20", "Faints at the stencil", "Start lying down, sugar first."
    )
    script.note(
        gosia,
        runa,
        "2026-10-15 16:40",
        "Oat flat white, no sugar. Her dog is called Pixel: ask how "
        "puppy class went. Likes to talk about bouldering, not about work.",
        is_pinned=True,
        shows_when_booking=True,
    )
    script.note(
        gosia,
        runa,
        "2026-10-29 10:40",
        "Skin reacted on the inner elbow, stayed red for three "
        "days. Use the milder soap next time.",
        follow_up="2026-12-17",
    )
    script.note(
        gosia,
        jonas,
        "2026-09-12 16:05",
        "Her brother Kuba may come along next time, wants a small anchor.",
    )
    script.note(
        gosia,
        runa,
        "2026-04-16 17:15",
        "Sits four hours well with one long break. Left arm on the high rest.",
    )
    script.note(
        gosia, jonas, "2024-09-19 12:25", "Ribs: short passes, talk her through the breathing."
    )


def answer_questions(
    studio: Studio, script: Script, gosia: Customer, fields: dict[str, Field], booking: Appointment
) -> None:
    """Her answers, two of them changed since."""
    runa, jonas = studio.house.artist("Runa").member, studio.house.artist("Jonas").member
    at = booking.created_at
    answer(studio, gosia, fields["pregnant"], "no", at=at, booking=booking)
    answer(studio, gosia, fields["allergies"], "Latex", at=at, booking=booking)
    answer(studio, gosia, fields["thinners"], "yes", at=at, booking=booking, is_current=False)
    answer(studio, gosia, fields["thinners"], "no", at=script.moment("2026-04-16 13:10"), by=runa)
    answer(
        studio,
        gosia,
        fields["skin"],
        "Fair, burns easily",
        at=script.moment("2026-04-16 13:10"),
        by=runa,
    )
    answer(
        studio,
        gosia,
        fields["photos"],
        "Yes",
        at=script.moment("2024-08-06 18:10"),
        by=jonas,
        is_current=False,
    )
    answer(studio, gosia, fields["photos"], "Yes, without the face", at=at, booking=booking)
    answer(
        studio,
        gosia,
        fields["source"],
        "Friend of Amélie Rochat",
        at=script.moment("2019-03-08 17:20"),
        by=jonas,
    )
    answer(
        studio,
        gosia,
        fields["placement"],
        "Whole left arm, wrist to shoulder.",
        at=at,
        booking=booking,
    )
    answer(studio, gosia, fields["styles"], "Fine line\nDotwork", at=at, booking=booking)
