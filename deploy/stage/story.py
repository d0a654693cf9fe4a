"""Plays tests/browser/story.mjs on a stage: the mediator in headless Chromium, the family at its display."""

import json
import os
import pathlib
import subprocess
import sys

from stage.family import Family
from stage.waiting import until

STORY = pathlib.Path(__file__).resolve().parents[2] / "tests/browser/story.mjs"


def play(stage, pictures, script=STORY, acting=None):
    """0 when the story went as it should, else 1. Every step leaves a picture of each side. Another `script`
    may want its family to do more: `acting` does."""
    stage.pictures = pictures
    told = {
        "address": stage.console.address, "passphrase": stage.passphrase, "machine": stage.machine,
        "pictures": str(pictures),
    }
    player = subprocess.Popen(
        ["node", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=dict(os.environ, MT_STORY=json.dumps(told)),
    )
    family = acting or Acting(stage)
    try:
        for line in player.stdout:
            if not line.startswith("FAMILY "):
                print(line, end="", flush=True)
                continue
            answer = family.act(*json.loads(line.removeprefix("FAMILY ")))
            player.stdin.write(json.dumps(answer) + "\n")
            player.stdin.flush()
        code = player.wait()
    finally:
        player.kill()
        player.wait()
    if script == STORY:
        print(f"Pictures of each step, both sides: {pictures}", flush=True)
    if code != 0:
        print(stage.processes.last_words(), file=sys.stderr)
    return 1 if code else 0


class Acting:
    """What the story asks of the family. Each act answers {"ok": ..} or {"error": sentence}."""

    def __init__(self, stage):
        self._stage, self._family = stage, Family(stage.display)

    def act(self, verb, *words):
        try:
            return {"ok": self.acts()[verb](*words)}
        except Exception as trouble:  # told to the story, which fails with it
            return {"error": f"the family could not '{verb}': {trouble}"}

    def acts(self):
        return {
            "yes": lambda: self._family.says(True), "no": lambda: self._family.says(False),
            "take back": self._family.takes_mouse_back, "stop": self._family.stops,
            "reads": lambda: until("something to read", self._family.slip), "agrees": self._family.agrees,
            "asked": lambda: until("a question on the family's screen", self._family.asked),
            "picture": self._picture, "letter": self._letter, "colour": self._colour,
            "shown": lambda place: until("her pointer on the family's screen", lambda: self._family.is_shown(*place)),
            "drawn": lambda place: until("a line on the family's screen", lambda: self._family.is_drawn(*place)),
            "not shown": lambda place: until(
                "nothing shown on the family's screen", lambda: not self._family.is_shown(*place)),
        }

    def _picture(self, name):
        (self._stage.pictures / name).write_bytes(self._stage.display.picture())

    def _letter(self, expected):
        """What stands in the letter, once it is what was expected."""
        def read():
            text = self._stage.letter.read_text(encoding="utf-8")
            return text if expected in text else None
        return until("the letter is saved", read, within=10)

    def _colour(self, places):
        """The colours of points of the family's display, as [r, g, b]."""
        pixels = self._stage.display.pixels()
        return [list(pixels(x, y)) for x, y in places]
