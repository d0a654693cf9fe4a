// A click with the mouse leaves the focus where it is: in the picture.
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
