"""The report, once: every writer makes its file from this. All of it is invented; only the names of places and the kind of publisher are real.

`~` stands for a no-break space, as in numbers that are grouped by spaces.
"""

from datetime import datetime

LANGUAGE = "en"
PUBLISHER = "OCHA"
PUBLISHER_LONG = "United Nations Office for the Coordination of Humanitarian Affairs (OCHA)"
CRISIS = "Madagascar: Tropical Cyclone Velonira"
SERIES = "Situation Report No. 4"
TITLE = f"{CRISIS} - {SERIES}"
AS_OF = "As of 12 February 2027"
PUBLISHED = "Published on 13 February 2027"
MADE = datetime(2027, 2, 13, 9, 0, 0)  # goes into the properties of the files, never the clock of the machine
INVENTED = "Invented example, not a real report"
ADDRESS = "https://reports.example.org/madagascar/velonira/situation-report-4"

ABOUT = (
    "This report is produced by OCHA Madagascar in collaboration with humanitarian partners. It covers the period from 10 to 12 February 2027. "
    "The next report will be issued on or around 15 February."
)

HIGHLIGHTS = [
    "Tropical Cyclone Velonira made landfall near Mahanoro, on the east coast of Madagascar, on 8 February with winds of 185 km/h.",
    "The cyclone and the floods that followed have left 43 deaths, 21 injured and 13 missing across three regions.",
    "More than 31,400 people are displaced. Rivers are still rising in 14 communes.",
]

NUMBERS_HEADING = "SITUATION IN NUMBERS"
# What a box shows: the number with its mark, and the words under it.
NUMBERS = [
    ("43*", "People killed"),
    ("13*", "People missing"),
    ("31~433*", "People displaced"),
    ("12~460*", "People in temporary sites"),
    ("254,000**", "People affected"),
    ("96,500**", "People targeted for assistance"),
]
NUMBERS_NOTE = "* Source: National Office for Risk Management (BNGRC). ** Source: Humanitarian Country Team."

TABLE_CAPTION = "Table 1. Impact of the cyclone by region"
TABLE_HEADER = ["Region", "People killed", "People injured", "Houses flooded", "Houses damaged", "Houses destroyed", "People displaced"]
# None is a blank, which the report prints as "-".
TABLE_ROWS = [
    ["Atsinanana", 27, 14, 6318, 2145, 908, 17236],
    ["Analanjirofo", 11, 7, 3204, 871, 0, 7212],
    ["Alaotra-Mangoro", 5, None, 1450, 0, 96, 6985],
    ["Total", 43, 21, 10972, 3016, 1004, 31433],
]
TABLE_NOTE = "Source: BNGRC, 11 February 2027. A dash means that no figure is available."

# What stands before the table and after it: ("h1" | "h2" | "p" | "li", words).
OVERVIEW = [
    ("h1", "SITUATION OVERVIEW"),
    (
        "p",
        "The National Office for Risk Management (BNGRC) reported on 12 February that the cyclone had destroyed 1~004 houses and damaged 3~016 others. "
        "A total of 43 people have died, most of them in landslides and under falling trees, and 21 were injured. Search operations continue for 13 people, "
        "eight of whom went missing at sea off Mahanoro.",
    ),
    (
        "p",
        "According to the International Organization for Migration (IOM), 12~460 people (2~890 households) are sheltered in 58 temporary sites, of whom "
        "1,240 are children under five. Most sites are schools and churches, and 21 of them have no latrines.",
    ),
    ("p", "For the sites of Toamasina, the Ministry of Public Health reported on 10 February:"),
    ("li", "112 cases of acute watery diarrhoea among displaced people;"),
    ("li", "three deaths from the disease;"),
    ("li", "a stock of medicines that will last 12 days."),
    ("h1", "WEATHER AND ACCESS"),
    (
        "p",
        "After landfall the storm weakened, crossed the highlands and left the island near Morondava on 10 February. It brought up to 310 mm of rain in "
        "24 hours. Meteo Madagascar expects lighter rain until 16 February; the alert is green in 18 of the 23 regions.",
    ),
    (
        "p",
        "National road RN2 between Toamasina and Antananarivo remains cut at two points, and the airport of Toamasina took its first flight on 11 February. "
        "Power has come back to 70 per cent of the town. In the north, Maroantsetra can be reached by boat alone.",
    ),
]

REGIONS = [
    ("h1", "SITUATION BY REGION"),
    ("h2", "ATSINANANA"),
    (
        "p",
        "8~450 people are in 31 temporary sites. The region accounts for 27 of the 43 deaths reported nationwide, including nine children.",
    ),
    ("li", "In Brickaville, more than 600 houses were flooded and 85 destroyed when the Rianila river burst its banks on 9 February."),
    ("li", "About 1,300 people were evacuated from low-lying parts of Toamasina on 7 February, a day before landfall."),
    ("h2", "ANALANJIROFO"),
    ("li", "2~610 people are accommodated in 18 sites in Maroantsetra and Soanierana Ivongo."),
    ("li", "A landslide in Mananara killed six people on 9 February."),
    ("li", "No deaths were reported on the island of Sainte Marie."),
    ("h2", "ALAOTRA-MANGORO"),
    ("p", "1~400 people are housed in nine schools. Some 4,100 hectares of rice fields are under water around Lake Alaotra."),
    ("p", "Around 350 families are cut off in Anosibe An'ala, where the only road has collapsed."),
]

RESPONSE = [
    ("h1", "HUMANITARIAN RESPONSE"),
    ("h2", "Food security"),
    ("li", "WFP and the Malagasy Red Cross have provided hot meals to 9,800 people in Toamasina since 9 February."),
    ("li", "In Vatomandry, 2,150 households received cash transfers of MGA 180,000 each."),
    ("h2", "Education and water"),
    ("li", "UNICEF sent school kits for 4,175 children and water purification units with a capacity of 20,000 litres an hour."),
    ("h1", "NEEDS AND OUTLOOK"),
    ("li", "In Mahanoro, 5~200 families need tarpaulins and tools to repair their homes."),
    ("li", "Partners plan to assist 96,500 people until the end of May. The appeal for USD 24.3 million is 18 per cent funded."),
    ("li", "The latest IPC analysis projects that 140,000 people will be in IPC 3+ (Crisis or worse) by April 2027."),
    ("li", "Meteo Madagascar warned that up to 60,000 people could be displaced if a second cyclone strikes the same coast."),
    (
        "p",
        "For further information, please contact: OCHA Madagascar, madagascar@reports.example.org, tel. +261 20 00 000 00.",
    ),
]


def spaced(words):
    """The words with their no-break spaces."""
    return words.replace("~", "\u00a0")


def cell(value):
    """A cell of the table as the report prints it: a blank as a dash, thousands parted by a no-break space."""
    if value is None:
        return "-"
    return f"{value:,}".replace(",", "\u00a0") if isinstance(value, int) else value
