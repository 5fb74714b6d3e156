"""The page that is only a picture: the coast, the sea, the track of the cyclone. Drawn, the same each time; it holds no letter and no number."""

import io
import math

from PIL import Image, ImageDraw

SIZE = (1000, 1400)
COAST = [(430, -20), (520, 120), (470, 260), (560, 380), (610, 520), (540, 660), (500, 820), (455, 980), (400, 1130), (330, 1280), (300, 1440)]
REGIONS = [(300, 300, 470, 480, "#d9a441"), (330, 520, 520, 760, "#b4472f"), (160, 470, 310, 720, "#d9a441")]
TOWNS = [(545, 400), (590, 500), (520, 690), (490, 830), (430, 1020)]


def draw():
    """The picture as PNG bytes."""
    image = Image.new("RGB", SIZE, "#9cc4dc")
    pen = ImageDraw.Draw(image)
    pen.polygon([(-20, -20), *COAST, (-20, 1440)], fill="#eee8d8", outline="#6b7d88", width=4)
    for left, top, right, bottom, colour in REGIONS:
        pen.rounded_rectangle((left, top, right, bottom), radius=60, fill=colour, outline="#ffffff", width=4)
    for step in range(12):  # contour lines of the sea
        pen.arc((700 + step * 30, 200 + step * 40, 1500, 1200), 120, 240, fill="#8ab6d0", width=3)
    track = [(980 - step * 9, 980 - step * 6 + round(40 * math.sin(step / 6))) for step in range(70)]
    pen.line(track, fill="#25364a", width=8)
    for x, y in track[::10]:
        pen.ellipse((x - 22, y - 22, x + 22, y + 22), outline="#25364a", width=6)
    for x, y in TOWNS:
        pen.ellipse((x - 11, y - 11, x + 11, y + 11), fill="#ffffff", outline="#25364a", width=4)
    held = io.BytesIO()
    image.save(held, "PNG", optimize=False)
    return held.getvalue()
