"""The family in front of its PC, acting from outside: it looks at its display and clicks with its own pointer.

Nothing in the product knows of this file; it knows of the product what a person sees: a window that asks,
with *no* on the left and *yes* on the right, and a strip at the top with two buttons.
"""

import threading

from stage.waiting import TooLong, until

WINDOWS, SLIP = "maintendue-dialog", "maintendue-slip"
# Where things stand, as parts of the window's width and height.
YES, NO = (0.75, 0.66), (0.25, 0.66)
GOODBYE = (0.75, 0.72)
SLIP_YES, SLIP_PAGE = (0.12, 0.62), (0.5, 0.5)
TAKE_BACK, HIDE, STOP = (0.585, 0.5), (0.62, 0.5), (0.9, 0.5)
# The ring round what is shown: its colour, and places on it, from its middle.
SUN, RING = (0xf2, 0xb6, 0x32), ((20, 0), (-20, 0), (0, -20))


class Family:
    def __init__(self, display):
        self._display = display

    def asked(self):
        """(window, place) of the question that is on the screen, or None."""
        return self._window(lambda width, height: height > 300)

    def banner(self):
        """(window, place) of the strip that says who sees the screen, or None."""
        return self._window(lambda width, height: height < 110 and width > 300)

    def noticed(self):
        """(window, place) of a short sentence after the fact, or None."""
        return self._window(lambda width, height: 110 <= height <= 300)

    def is_shown(self, x, y):
        """Whether the visitor's pointer, a yellow ring, stands round that place."""
        pixels = self._display.pixels()
        return all(pixels(x + dx, y + dy) == SUN for dx, dy in RING)

    def is_drawn(self, x, y):
        """Whether a line of the visitor's leads through that place."""
        return self._display.pixels()(x, y) == SUN

    def says(self, yes, within=15):
        """Waits for a question and answers it by a click. Clicks again when nothing came of it: a window that
        has only just come up does not listen yet, so that nobody answers it by accident."""
        window, _ = until("a question on the family's screen", self.asked, within)

        def answered():
            """Where it stands does not count: a window manager may move it under the first click."""
            there = self.asked()
            return not there or there[0] != window

        self._press(window, YES if yes else NO, answered)

    def says_goodbye(self, done):
        """Presses the yes of a farewell, or of taking it back, until something comes of it."""
        window, _ = until("the window that asks once more", self.asked)
        self._press(window, GOODBYE, done)

    def takes_mouse_back(self):
        # The strip changes when only looking is allowed again: it is narrower without that button.
        window, place = until("the banner", self.banner)
        self._press(window, TAKE_BACK, lambda: self.banner() != (window, place))

    def hides(self, done):
        """Presses the strip's button that hides the screen, or shows it again, until something comes of it."""
        window, _ = until("the banner", self.banner)
        self._press(window, HIDE, done)

    def slip(self):
        """The window of what the visitor laid on the screen to be read, or None."""
        return next(iter(self._display.windows(SLIP, by="--classname")), None)

    def agrees(self):
        """Reads what lies on the screen, and presses the picture that says yes until that is gone."""
        window = until("something to read", self.slip)
        self._press(window, SLIP_YES, lambda: self.slip() != window, patience=8)

    def opens_page(self):
        """Presses the wide button of a page that lies on the screen until that is gone."""
        window = until("a page to open", self.slip)
        self._press(window, SLIP_PAGE, lambda: self.slip() != window, patience=8)

    def stops(self):
        window, _ = until("the banner", self.banner)
        self._press(window, STOP, lambda: not self.banner())

    def _press(self, window, where, done, tries=5, patience=2):
        for _ in range(tries):
            place = self._display.place(window)
            if place is None or done():
                return
            x, y, width, height = place
            self._display.click(int(x + where[0] * width), int(y + where[1] * height))
            try:
                until("the click does something", done, within=patience)
                return
            except TooLong:
                continue
        raise TooLong("The family clicked, and nothing came of it")

    def _window(self, fits):
        for window in reversed(self._display.windows(WINDOWS)):
            if window == self.slip():
                continue
            place = self._display.place(window)
            if place and fits(*place[2:]):
                return window, place
        return None


class Agreeing(threading.Thread):
    """A family that says yes to whatever is asked, until `stop()`."""

    def __init__(self, display):
        super().__init__(daemon=True)
        self._family, self._over = Family(display), threading.Event()
        self.start()

    def run(self):
        while not self._over.wait(0.3):
            try:
                if self._family.asked():
                    self._family.says(True, within=1)
            except TooLong:
                continue  # the question was withdrawn

    def stop(self):
        self._over.set()
        self.join()
