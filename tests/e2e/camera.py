"""What a camera before a screen would see, as a film for Chromium's fake camera (`--use-file-for-fake-video-capture`)."""

import subprocess

FRAMES = 30
# Held by hand: not straight, not sharp, not bright. Corners of a 1280x720 picture and where they come to stand.
BY_HAND = "0,0 70,40 1280,0 1225,15 1280,720 1262,700 0,720 25,688"


def film_of(picture, path):
    """A file that plays this PNG or PPM over and over, each frame as it comes out of a webcam."""
    frame = subprocess.run(
        ["convert", "-", "-resize", "1280x720!", "-virtual-pixel", "gray", "-distort", "Perspective", BY_HAND,
         "-blur", "0x1", "-brightness-contrast", "-10x-25", "-quality", "80", "jpg:-"],
        input=picture, capture_output=True, check=True,
    ).stdout
    path.write_bytes(frame * FRAMES)  # motion JPEG is nothing but that
    return path


def code_of(text, path):
    """A film of a code with that text on a sheet of paper."""
    code = subprocess.run(
        ["qrencode", "-o", "-", "-s", "8", "-l", "M", text], capture_output=True, check=True
    ).stdout
    sheet = subprocess.run(
        ["convert", "-", "-gravity", "center", "-background", "white", "-extent", "1366x768", "png:-"],
        input=code, capture_output=True, check=True,
    ).stdout
    return film_of(sheet, path)
