"""The six digits that a mediator says and a family taps."""

from stage.waiting import until


def taps(world, digits):
    """The family, on the keys that it has in front of it. Again when the window did not listen yet."""
    window = until("the keys on the family's screen", world.family.asked)

    def tapped():
        world.display.keys(*["BackSpace"] * 6, *[f"KP_{digit}" for digit in digits], "KP_Enter")
        return world.family.asked() != window
    until("the digits are tapped", tapped)


def said(world, verification):
    """The digits that the mediator is to say."""
    step = world.value("maintendue.local.v1.ConsoleTells", "verify_step", "VERIFY_SAY")
    verification.until("the digits to say", lambda state: state.verify_step == step)
    return verification.state.verify_digits
