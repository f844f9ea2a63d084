# ruff: noqa: E501 (markup as the systems write it)
"""Five invented articles that the pages of `sites.py` hold, in the five languages of the house."""

from __future__ import annotations

from dataclasses import dataclass, field

Marked = str
"""Words in which `{2}` or `{2,3}` stands for a mark of these sources."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as its author meant it; `sections` are headings with their paragraphs."""

    lang: str
    title: str
    standfirst: str
    lead: Marked
    sections: tuple[tuple[str, tuple[Marked, ...]], ...]
    items: tuple[Marked, ...]
    table: tuple[tuple[str, ...], ...]
    box: Marked
    sources: tuple[str, ...]
    sources_heading: str
    author: str
    published: str = "2024-03-17"
    printed: str = "17 March 2024"
    reviewed: str = ""
    extra: tuple[str, ...] = field(default=())


ENGLISH = Text(
    lang="en-GB",
    title="Living with lupus: what the tests tell you",
    standfirst="Blood tests are a part of life with lupus. This page explains what they look for.",
    lead="Lupus is a condition in which the immune system attacks healthy tissue{1}. Most people"
    " have their blood taken every three months, and many ask what the numbers mean{2,3}.",
    sections=(
        (
            "Why blood is taken",
            (
                "A flare of lupus can begin without any symptoms. Tests show a change in the kidneys"
                " or the blood cells long before you feel it{2}, so that treatment can be adapted.",
                "In 2022, researchers found that 15 of 20 patients who kept their appointments had"
                " fewer flares than those who did not{3}.",
            ),
        ),
        (
            "What the laboratory looks for",
            (
                "The laboratory counts your cells and measures proteins. Antibodies against DNA, and"
                " a protein called complement C3, are watched most closely{1,3}.",
                "A single result says little. Your doctor compares it with the last ones before"
                " anything is changed, and so should you.",
            ),
        ),
    ),
    items=(
        "Bring a list of the medicines that you take, those without a prescription too.",
        "Drink enough water on the day before, unless you were told otherwise{4}.",
        "Tell the nurse if you have fainted when blood was taken before.",
    ),
    table=(
        ("Test", "How often", "What it shows"),
        ("Full blood count", "Every 3 months", "Anaemia and low platelets"),
        ("Urine protein", "Every 3 months", "Strain on the kidneys"),
    ),
    box="Call your clinic on the same day if your legs swell or your urine turns dark.",
    sources=(
        "Mackensen A, et al. Nature Medicine (2022) — Anti-CD19 CAR T cell therapy for lupus",
        "Muller F, et al. N Engl J Med (2024) — CD19 CAR T-Cell Therapy in Autoimmune Disease",
        "National Kidney Foundation (2023) — Lupus nephritis and your kidneys",
        "Royal College of Nursing (2021) — Taking blood from adults: a guide",
    ),
    sources_heading="References",
    author="Dr Jane Invented",
)

AMERICAN = Text(
    lang="en-US",
    title="High blood pressure at home: measuring it right",
    standfirst="Many readings taken at home are wrong for reasons that are easy to avoid.",
    lead="Your doctor may ask you to measure your blood pressure at home for a week{1}. The color of"
    " the cuff does not matter, its size does{2}.",
    sections=(
        (
            "Before you measure",
            (
                "Sit down for five minutes with your back supported and your feet flat on the floor."
                " Do not talk, and do not cross your legs{1,2}.",
                "Coffee, a cigarette or a full bladder raise the reading by 10 points or more, and"
                " nobody at the center can see that afterward{3}.",
            ),
        ),
        (
            "What the numbers mean",
            (
                "The upper number is the pressure when the heart squeezes, the lower one when it"
                " rests. An average of 135/85 mmHg or more at home is too high{3}.",
                "One high reading is no emergency. Measure again after a minute, and write down both"
                " of them with the time of day.",
            ),
        ),
    ),
    items=(
        "Use the arm with the higher reading every time.",
        "Measure twice in the morning and twice in the evening.",
        "Bring the notes to your appointment{4}.",
    ),
    table=(
        ("Reading", "Meaning", "What to do"),
        ("Below 135/85", "In the target range", "Keep going"),
        ("180/120 or more", "Very high", "Call for help today"),
    ),
    box="Chest pain, a drooping face or trouble speaking are an emergency: call for help at once.",
    sources=(
        "Whelton PK, et al. Hypertension (2018) — Guideline for high blood pressure in adults",
        "Muntner P, et al. Hypertension (2019) — Measurement of blood pressure in humans",
        "American Heart Association (2023) — Understanding blood pressure readings",
        "Stergiou G, et al. J Hypertens (2021) — Blood pressure monitoring at home",
    ),
    sources_heading="Sources",
    author="Alex Sample, MD",
    published="2023-11-05",
    printed="November 5, 2023",
)

FRENCH = Text(
    lang="fr",
    title="Vivre avec le diabète de type 2 au quotidien",
    standfirst="Une bonne alimentation et un peu de mouvement changent beaucoup de choses.",
    lead="Le diabète de type 2 est une maladie fréquente qui évolue lentement{1}. Les reins, les yeux"
    " et les nerfs peuvent en souffrir si le sucre reste trop haut pendant des années{2}.",
    sections=(
        (
            "Ce que vous pouvez faire",
            (
                "Marchez une demi-heure par jour, et mangez des légumes à chaque repas. Les études"
                " montrent que cela fait baisser le sucre dans le sang{1,2}.",
                "Il n’est pas nécessaire de tout changer en une semaine : mieux vaut une petite"
                " habitude qui dure qu’un grand projet qui s’arrête.",
            ),
        ),
        (
            "Le suivi chez le médecin",
            (
                "Le médecin mesure l’hémoglobine glyquée tous les trois mois, et contrôle les pieds"
                " une fois par an{3}.",
            ),
        ),
    ),
    items=(
        "Apportez votre carnet à chaque consultation.",
        "Notez les jours où vous étiez malade{3}.",
    ),
    table=(
        ("Examen", "Fréquence"),
        ("Hémoglobine glyquée", "Tous les 3 mois"),
        ("Fond d’œil", "Une fois par an"),
    ),
    box="Si vous êtes confus ou très fatigué, mesurez votre sucre et appelez votre médecin.",
    sources=(
        "Haute Autorité de Santé (2022) — Diabète de type 2 : stratégie",
        "Dupont M, et al. Diabetes Metab (2020) — Activité physique et glycémie",
        "Assurance Maladie (2023) — Le suivi du diabète",
    ),
    sources_heading="Références",
    author="Dr Claire Exemple",
    printed="17 mars 2024",
)

GERMAN = Text(
    lang="de",
    title="Asthma im Alltag: so helfen Sie Ihren Lungen",
    standfirst="Wer sein Spray richtig anwendet, braucht seltener den Notarzt.",
    lead="Asthma ist eine Entzündung der Atemwege, die nicht ansteckend ist{1}. Bei einem Anfall"
    " werden die Bronchien eng, und das Ausatmen fällt schwer{2}.",
    sections=(
        (
            "Was Sie selbst tun können",
            (
                "Lassen Sie sich die Anwendung des Sprays zeigen, und üben Sie sie mit dem Arzt oder"
                " der Apothekerin. Die meisten Fehler sind leicht zu vermeiden{1,2}.",
                "Rauchen Sie nicht, und meiden Sie die Luft in verrauchten Räumen. Auch Sport ist"
                " mit Asthma möglich und tut der Lunge gut{3}.",
            ),
        ),
        (
            "Wann der Arzt nötig ist",
            (
                "Wenn Sie das Notfallspray mehr als zweimal in der Woche brauchen, ist die"
                " Behandlung nicht ausreichend{3}.",
            ),
        ),
    ),
    items=(
        "Tragen Sie das Notfallspray immer bei sich.",
        "Messen Sie jeden Morgen den Peak-Flow und schreiben Sie ihn auf{2}.",
    ),
    table=(
        ("Zeichen", "Bedeutung"),
        ("Husten in der Nacht", "Asthma ist nicht unter Kontrolle"),
        ("Pfeifen beim Ausatmen", "Die Bronchien sind eng"),
    ),
    box="Rufen Sie den Notruf 112, wenn das Spray nach zehn Minuten nicht hilft.",
    sources=(
        "Nationale VersorgungsLeitlinie (2023) — Asthma, Version 4",
        "Müller K, et al. Pneumologie (2019) — Inhalieren will gelernt sein",
        "Deutsche Atemwegsliga (2022) — Sport bei Asthma",
    ),
    sources_heading="Literatur",
    author="Dr. Karin Beispiel",
    printed="17. März 2024",
)

SPANISH = Text(
    lang="es",
    title="La gota: por qué duele y cómo se trata",
    standfirst="Un ataque de gota llega de noche y asusta, pero tiene buen tratamiento.",
    lead="La gota aparece cuando el ácido úrico forma cristales en una articulación{1}. El dedo gordo"
    " del pie es el lugar más frecuente, y el dolor puede ser muy fuerte{2}.",
    sections=(
        (
            "Qué hacer durante un ataque",
            (
                "Ponga la pierna en alto y aplique frío durante veinte minutos. Los medicamentos"
                " funcionan mejor si se toman en las primeras horas{1,2}.",
            ),
        ),
        (
            "Cómo prevenir el siguiente",
            (
                "Beba agua, coma menos carne roja y no tome cerveza. El médico puede recetar un"
                " medicamento que baja el ácido úrico para toda la vida{2}.",
            ),
        ),
    ),
    items=(
        "No deje el tratamiento cuando el dolor haya pasado.",
        "Pida un análisis de sangre una vez al año{1}.",
    ),
    table=(
        ("Alimento", "Consejo"),
        ("Marisco", "Solo de vez en cuando"),
        ("Leche baja en grasa", "Se puede tomar cada día"),
    ),
    box="Llame a su médico si tiene fiebre y una articulación roja y caliente.",
    sources=(
        "Sociedad Española de Reumatología (2020) — Guía de la gota",
        "García P, et al. Reumatol Clin (2021) — Alimentación y ácido úrico",
    ),
    sources_heading="Referencias",
    author="Dra. Ana Ejemplo",
    printed="17 de marzo de 2024",
)

ARABIC = Text(
    lang="ar",
    title="ارتفاع ضغط الدم: كيف تقيسه في المنزل",
    standfirst="قياس الضغط في المنزل سهل إذا عرفت الطريقة الصحيحة.",
    lead="ارتفاع ضغط الدم مرض شائع لا يشعر به المريض في البداية{1}. يساعدك القياس المنتظم على معرفة"
    " ما إذا كان العلاج كافيا{2}.",
    sections=(
        (
            "قبل القياس",
            (
                "اجلس خمس دقائق في مكان هادئ وضع قدميك على الأرض. لا تشرب القهوة ولا تدخن قبل القياس"
                " بنصف ساعة{1,2}.",
            ),
        ),
        (
            "متى تتصل بالطبيب",
            (
                "اتصل بالطبيب إذا كان القياس أعلى من المعتاد لمدة ثلاثة أيام أو إذا شعرت بألم في الصدر{2}.",
            ),
        ),
    ),
    items=("قس الضغط في الصباح وفي المساء.", "اكتب القراءات في دفتر وأحضره معك{1}."),
    table=(("القراءة", "المعنى"), ("أقل من 135/85", "ضمن الهدف"), ("180/120 أو أكثر", "مرتفع جدا")),
    box="اطلب المساعدة فورا إذا شعرت بألم شديد في الصدر أو صعوبة في الكلام.",
    sources=(
        "منظمة الصحة العالمية (2021) — ارتفاع ضغط الدم",
        "جمعية القلب السعودية (2022) — دليل قياس الضغط في المنزل",
    ),
    sources_heading="المراجع",
    author="د. سلمى مثال",
    printed="17 مارس 2024",
)
