"""What does the demo studio ask when somebody books?"""

from __future__ import annotations

from dataclasses import dataclass

from regulars.rules.answers import FieldKind


@dataclass(frozen=True, slots=True)
class Question:
    """One booking question; `answers` are drawn from, the common ones stand there more often."""

    key: str
    label: str
    kind: FieldKind
    answers: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    help_text: str = ""
    is_mandatory: bool = False
    every_booking: bool = False
    staff_only: bool = False
    shows_as_alert: bool = False
    services: tuple[str, ...] = ()
    is_archived: bool = False


_SKIN = ("Very fair, always burns", "Fair, burns easily", "Medium", "Olive", "Brown", "Dark brown")
_PHOTOS = ("Yes", "Yes, without the face", "No")
_STYLES = ("Fine line", "Blackwork", "Dotwork", "Colour", "Lettering", "Japanese", "Traditional")
_NEEDLE_WORK = ("small", "lettering", "two", "four", "day", "cover")

QUESTIONS = (
    Question(
        "allergies",
        "Do you have allergies?",
        FieldKind.TEXT,
        is_mandatory=True,
        help_text="Latex, metals, plasters, ink. Write “none” if there are none.",
        answers=("None",) * 14 + ("Pollen", "Nickel", "Penicillin", "Latex", "Nuts", "Bee stings"),
    ),
    Question(
        "thinners",
        "Do you take blood thinners?",
        FieldKind.YES_NO,
        is_mandatory=True,
        shows_as_alert=True,
        every_booking=True,
        answers=("no",) * 24 + ("yes",),
    ),
    Question(
        "pregnant",
        "Are you pregnant or breastfeeding?",
        FieldKind.YES_NO,
        is_mandatory=True,
        shows_as_alert=True,
        every_booking=True,
        answers=("no",) * 40 + ("yes",),
        services=(*_NEEDLE_WORK, "laser"),
    ),
    Question(
        "skin",
        "Skin type",
        FieldKind.ONE_OF,
        options=_SKIN,
        is_mandatory=True,
        answers=_SKIN,
        help_text="Decides about the laser's setting and how colour heals.",
    ),
    Question(
        "photos",
        "May we show photos of your tattoo?",
        FieldKind.ONE_OF,
        options=_PHOTOS,
        answers=_PHOTOS + _PHOTOS[:1] * 3,
    ),
    Question(
        "source",
        "How did you find us?",
        FieldKind.TEXT,
        answers=(
            "Instagram",
            "A friend",
            "Walked past",
            "Flash day",
            "My sister has one from you",
            "Convention in Zürich",
            "Search",
            "Colleague at work",
        ),
    ),
    Question(
        "placement",
        "Size and placement",
        FieldKind.LONG_TEXT,
        every_booking=True,
        services=_NEEDLE_WORK,
        answers=(
            "About 12 cm, inner forearm.",
            "Palm-sized, on the calf.\nAs low as possible.",
            "Whole upper arm, down to the elbow.",
            "5 cm, behind the ear, left.",
            "Over the scar on the thigh, roughly 15 × 8 cm.",
        ),
    ),
    Question(
        "styles",
        "Which styles do you like?",
        FieldKind.SEVERAL_OF,
        options=_STYLES,
        answers=(
            "Fine line\nDotwork",
            "Blackwork",
            "Colour\nTraditional",
            "Japanese",
            "Fine line",
            "Blackwork\nDotwork\nJapanese",
        ),
    ),
    Question(
        "count",
        "How many tattoos do you have?",
        FieldKind.NUMBER,
        answers=("0", "0", "1", "1", "2", "3", "4", "7", "12", "21"),
    ),
    Question(
        "removed",
        "When was the tattoo made that we lighten?",
        FieldKind.DATE,
        services=("laser", "laser-large"),
        answers=("2009-06-01", "2014-08-15", "2018-03-20", "2020-07-04"),
    ),
    Question(
        "before",
        "Eat before you come, bring water, no alcohol the day before.",
        FieldKind.INFORMATION,
        services=_NEEDLE_WORK,
    ),
    Question(
        "setting",
        "Needle and machine setting",
        FieldKind.TEXT,
        staff_only=True,
        answers=("3RL, 7.2 V", "9 mag, slow hand", "5RL for lines, 7 curved mag", "1207RL, soft"),
    ),
    Question(
        "vaccine",
        "Do you have a certificate?",
        FieldKind.YES_NO,
        is_archived=True,
        answers=("yes", "no"),
    ),
)
