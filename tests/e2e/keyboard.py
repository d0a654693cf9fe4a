"""What is pressed on a display right now, asked of the X server itself."""

import ctypes
import os


def pressed(display):
    """(keycodes that are down, mask of pointer buttons that are down)"""
    os.environ["XAUTHORITY"] = str(display.authority)
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    line = ctypes.c_void_p(x11.XOpenDisplay(display.name.encode()))
    assert line.value, f"no display {display.name}"
    keymap = (ctypes.c_char * 32)()
    x11.XQueryKeymap(line, keymap)
    root = ctypes.c_ulong(x11.XDefaultRootWindow(line))
    window, number, mask = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_uint()
    x11.XQueryPointer(
        line, root, *(ctypes.byref(window),) * 2, *(ctypes.byref(number),) * 4, ctypes.byref(mask)
    )
    x11.XCloseDisplay(line)
    keys = [byte * 8 + bit for byte in range(32) for bit in range(8) if keymap.raw[byte] >> bit & 1]
    return keys, mask.value & 0x1F00
