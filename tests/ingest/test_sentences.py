"""Sentence boundaries in official Dutch and English: `|` in a case is where a sentence ends."""

import pytest

from ingest.sentences import split_sentences

CASES = [
    "Het peil daalt. | De dijk houdt.",
    "Zie Kamerstuk 36 410 X, nr. 50. | Dat stuk is oud.",
    "Zie nr. 10 en nr. 11 van de lijst.",
    "Op grond van art. 5 en artt. 7 en 8 geldt dit.",
    "Dit staat op p. 3 en pp. 12–14 van het stuk.",
    "Zie blz. 4. | Daar staat meer.",
    "De brief d.d. 3 maart 2024 is verzonden.",
    "De brief van 12 dec. 2023 is oud.",
    "Het kost € 1.000 per jaar. | Dat is veel.",
    "Het kost € 1.234.567,89. | Meer is er niet.",
    "Dat kost 5 mln. euro en 3 mrd. euro.",
    "Het groeit met 3.5 procent per jaar.",
    "De heer A.B. Jansen en mevr. C. de Vries spraken.",
    "Prof. dr. J. Waterman schreef het. | Hij had gelijk.",
    "Het panel stond onder leiding van Prof.dr.ir. P.C. Waterman. | Het schreef een advies.",
    "Drs. P. Peil en mr. Q. Sluis tekenen.",
    "Dhr. Van der Plas vroeg dit.",
    "De motie-Van der Plas c.s. is aangenomen.",
    "De motie van het lid Peil c.s. | Het kabinet voert die uit.",
    "Dat geldt o.a. voor water, t.b.v. land en i.v.m. lucht.",
    "Dat geldt m.n. De Bilt en Zeist.",
    "Het gaat om dijken, sluizen enz. in het gebied.",
    "Het gaat om dijken, sluizen enz. | De rest volgt.",
    "Het gaat om dijken etc. | De rest volgt.",
    "Hij schreef: «Het peil daalt.» | Daarna vertrok hij.",
    "Hij vroeg: «Daalt het peil?» | Niemand wist het.",
    "Hij vroeg: “Daalt het peil?” en vertrok.",
    "(Zie bijlage 2.) | De rest staat hieronder.",
    "Dat is zo (zie bijlage 2). | De rest volgt.",
    "Kent u het bericht? | Zo ja, wat vindt u ervan?",
    "Kent u het bericht?! | Ja.",
    "Dat is klaar! | Nu de rest.",
    "Het kabinet wacht... | Dan komt het besluit.",
    "Het kabinet wacht … en beslist.",
    "De uitstoot van CO2 daalt. | Die van NOx ook.",
    "Dat staat in de VN-tabel van 2023. | Die is openbaar.",
    "In 2023. | Dat was een nat jaar.",
    "Op 1 januari 2024. | Daarna niet meer.",
    "Dat is stap 1. | Sluit de klep. | Dat is stap 2.",
    "1. Sluit de klep. | 2. Open de sluis.",
    "Het betreft: a. water; b. land; c. lucht. | Meer niet.",
    "Zie www.waterschap.nl. | Daar staat alles.",
    "Zie https://www.waterschap.nl/peil.html voor meer.",
    "Mail naar info@waterschap.nl. | Dan volgt antwoord.",
    "De VS. | Dat land doet mee.",
    "Dit gebeurt a.s. maandag.",
    "Het jl. aangenomen besluit geldt.",
    "In zijn brief van 3 maart jl. | Dat was te laat.",
    "Art. 12, lid 3, sub b, van de wet geldt.",
    "Dat is conform ECLI:NL:RVS:2022:2557. | De uitspraak is bekend.",
    "Stb. 2024, 12 en Stcrt. 2024, 345 zijn bekend.",
    "Handelingen II 2023/24, nr. 55, item 4. | Zie aldaar.",
    "Het gaat om ca. 500 woningen, incl. bijgebouwen.",
    "Het stijgt met min. 3 en max. 5 procent.",
    "Dit is bijv. Zeeland. | Daar is het nat.",
    "Dit is dus bv. Nederland.",
    "Het peil is 1,2 m. | Dat is laag.",
    "De vergadering begint om 10.30 uur. | Zij eindigt laat.",
    "Vgl. Rb. Den Haag 3 maart 2021. | Zie ook Hof Arnhem.",
    "Van den Berg e.a. | De rest zweeg.",
    "Volgens Sutton et al. (2015) klopt dit.",
    "Dat zei Jansen, J.P. in zijn boek.",
    "’s Avonds stijgt het peil. | ’s Nachts daalt het.",
    "Het is klaar. | «Water» is de titel.",
    "The cap is EUR 5 million. | It applies in 2024.",
    "See e.g. Section 3 and i.e. the annex.",
    "Mr. Smith met Dr. Jones at 3 p.m. yesterday.",
    "The U.S. Government and the U.K. agreed.",
    "See Fig. 2 and No. 5. | They differ.",
    "Costs rose by 3.5%. | They fell in 2024.",
    "Dat volgt uit artikel 3, tweede lid. | De minister past dat toe.",
    "De zaal zat vol. | Iedereen bleef.",
    "The answer is no. | The minister said so.",
    "Dat was er al. | Het kabinet wist het.",
    "It ended in 2023. | Nothing followed.",
]


@pytest.mark.parametrize("case", CASES)
def test_boundaries(case):
    wanted = case.split(" | ")
    text = " ".join(wanted)
    assert [text[start:end] for start, end in split_sentences(text)] == wanted


def test_there_are_enough_cases():
    assert len(CASES) >= 60


def test_spans_cover_all_but_white_space():
    text = "  Een zin.  Nog een zin (zie nr. 4).\nDe laatste "
    spans = split_sentences(text)
    assert "".join(text[s:e] for s, e in spans).replace(" ", "") == "".join(text.split())
    assert all(text[s:e] == text[s:e].strip() for s, e in spans)


def test_nothing_and_white_space():
    assert split_sentences("") == () == split_sentences(" \n ")
