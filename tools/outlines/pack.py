"""Packs outlines of countries and their first-level divisions into one small file: pack.py FOLDER FILE.

FOLDER holds a topology (TopoJSON) for each country, FILE is what crates/recount-serve/src/map/outlines.rs reads. Lines are shared
between divisions, thinned (Douglas and Peucker), set on a grid of GRID steps a degree, and written as differences.

The file: "RCO1", how many countries, then of each its code (three letters), its west, south, east and north, how many bytes
follow, and these: lines (how many; of each how many points, and these), divisions (how many; of each its name and rings), and the rings
of the country as a whole. A ring is a list of lines, ~n for line n backwards, as TopoJSON has it. Numbers are LEB128, those that
may be negative folded (zigzag).
"""

import json
import pathlib
import sys

GRID = 500
# How far a thinned line may stray, in degrees, at most and as a share of its country's width; and the smallest ring that is kept where a
# division has a larger one, as a share of the square of that.
STRAY = 0.012
SHARE = 1 / 800
# Natural Earth's codes that are not ISO's: what they stand for there. Where several share one they are parts of one country.
CODES = {
    "sds": "SSD", "psx": "PSE", "sah": "ESH", "kos": "XKX", "ald": "ALA", "sol": "SOM", "cyn": "CYP", "esb": "CYP", "wsb": "CYP",
    "kab": "KAZ", "usg": "CUB", "ioa": "AUS", "atc": "AUS", "csi": "AUS", "clp": "FRA",
}
# No country's, or no land to speak of; "uk" is there as "gbr" too.
LEFT_OUT = {"_nul", "bjn", "kas", "scr", "ser", "uk", "world", "world.hires", "ata"}


def number(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def folded(value):
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def lines_of(topology):
    """The lines in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        lines.append(line)
    return lines


def apart(point, start, end):
    """How far a point is from a stretch."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    at = 0 if length == 0 else max(0, min(1, ((px - ax) * dx + (py - ay) * dy) / length))
    return ((px - ax - at * dx) ** 2 + (py - ay - at * dy) ** 2) ** 0.5


def thinned(line, stray):
    """The line without the points that it can do without."""
    keep = {0, len(line) - 1}
    middle = len(line) // 2
    # A closed line has no direction from end to end: it is thinned in halves.
    closed = line[0] == line[-1] and len(line) > 3
    stretches = [(0, middle), (middle, len(line) - 1)] if closed else [(0, len(line) - 1)]
    keep |= {middle} if closed else set()
    while stretches:
        first, last = stretches.pop()
        away = [(apart(line[at], line[first], line[last]), at) for at in range(first + 1, last)]
        if away and max(away)[0] > stray:
            at = max(away)[1]
            keep.add(at)
            stretches += [(first, at), (at, last)]
    return [line[at] for at in sorted(keep)]


def on_grid(line):
    points = [(round(x * GRID), round(y * GRID)) for x, y in line]
    return [point for at, point in enumerate(points) if at in (0, len(points) - 1) or point != points[at - 1]]


def points_of(ring, lines):
    points = []
    for arc in ring:
        points += lines[arc] if arc >= 0 else lines[~arc][::-1]
    return points


def area(ring, lines):
    points = points_of(ring, lines)
    turn = sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]))
    return abs(turn) / 2


def rings_of(geometry, lines, least):
    """The rings of a division that are large enough, or its largest."""
    arcs = geometry.get("arcs", [])
    rings = [ring for part in (arcs if geometry["type"] == "MultiPolygon" else [arcs]) for ring in part]
    sizes = [area(ring, lines) for ring in rings]
    large = [ring for ring, size in zip(rings, sizes) if size >= least]
    return large or [rings[sizes.index(max(sizes))]] if rings else []


def around(divisions, lines):
    """The rings of what the divisions make up together: of lines that only one of them has, end to end."""
    uses = {}
    for _, rings in divisions:
        for ring in rings:
            for arc in ring:
                uses.setdefault(arc if arc >= 0 else ~arc, []).append(arc)
    outer = [arcs[0] for _, arcs in sorted(uses.items()) if len(arcs) == 1]
    end = lambda arc, last: lines[arc if arc >= 0 else ~arc][-1 if (arc >= 0) == last else 0]
    starts = {}
    for arc in outer:
        starts.setdefault(end(arc, False), []).append(arc)
    rings, used = [], set()
    for first in outer:
        if first in used:
            continue
        ring, arc = [], first
        while arc is not None and arc not in used:
            used.add(arc)
            ring.append(arc)
            arc = next((it for it in starts.get(end(arc, True), []) if it not in used), None)
        rings.append(ring)
    return rings


def packed_rings(rings, named):
    out = number(len(rings))
    for ring in rings:
        out += number(len(ring))
        for arc in ring:
            out += folded(named[arc] if arc >= 0 else ~named[~arc])
    return out


def packed(code, topology):
    """A country, its code before it."""
    lines = lines_of(topology)
    points = [point for line in lines for point in line]
    wide = max(max(values) - min(values) for values in zip(*points)) if points else 0
    stray = min(STRAY, wide * SHARE)
    (collection,) = topology["objects"].values()
    geometries = [it for it in collection["geometries"] if it.get("type") in ("Polygon", "MultiPolygon")]
    divisions = [(it["properties"].get("name") or "", rings_of(it, lines, (2.5 * stray) ** 2)) for it in geometries]
    outline = around(divisions, lines)
    used = sorted({arc if arc >= 0 else ~arc for _, rings in divisions for ring in rings for arc in ring})
    named = {arc: at for at, arc in enumerate(used)}
    grid = [on_grid(thinned(lines[arc], stray)) for arc in used]
    xs, ys = [x for line in grid for x, _ in line], [y for line in grid for _, y in line]
    if not xs:
        return b""
    body = number(len(grid))
    for line in grid:
        body += number(len(line))
        x, y = min(xs), min(ys)
        for px, py in line:
            body += folded(px - x) + folded(py - y)
            x, y = px, py
    body += number(len(divisions))
    for name, rings in divisions:
        body += number(len(name.encode())) + name.encode() + packed_rings(rings, named)
    body += packed_rings(outline, named)
    bounds = b"".join(folded(bound) for bound in (min(xs), min(ys), max(xs), max(ys)))
    return code.encode() + bounds + number(len(body)) + body


def main(folder, file):
    countries = []
    for path in pathlib.Path(folder).glob("*.topo.json"):
        name = path.name.removesuffix(".topo.json")
        if name not in LEFT_OUT:
            code = CODES.get(name, name.upper())
            countries.append((code, name, packed(code, json.loads(path.read_text()))))
    countries = [body for _, _, body in sorted(countries) if body]
    pathlib.Path(file).write_bytes(b"RCO1" + number(len(countries)) + b"".join(countries))


main(*sys.argv[1:])
