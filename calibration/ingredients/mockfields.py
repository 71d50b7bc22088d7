"""Field types of schema-based web generators."""

from __future__ import annotations

from collections.abc import Callable

from calibration.ingredients.bigpool import pools
from calibration.ingredients.drawer import Draw, Drawer
from calibration.ingredients.lists import mockaroo, options


def _company(dice: Drawer) -> Draw:
    first, last = mockaroo("company_first"), mockaroo("company_last")
    known = [a + b for a in first for b in last][::7]
    legal = dice.rng.random() < 0.4
    surnames, rng = pools()[2], dice.rng
    forms = ("{}, {} and {}", "{}-{}", "{} LLC", "{} Inc", "{} Group", "{} and Sons")
    if legal:
        return lambda: rng.choice(forms).format(
            rng.choice(surnames), rng.choice(surnames), rng.choice(surnames)
        )
    return lambda: rng.choice(known)


def _street(dice: Drawer) -> Draw:
    names, ends, rng = mockaroo("streets"), mockaroo("suffixes"), dice.rng

    def draw() -> str:
        number = rng.randint(0, 9) if rng.random() < 0.2 else rng.randint(10, 99999)
        return f"{number} {rng.choice(names)} {rng.choice(ends)}"

    return draw


def _words(dice: Drawer, low: int, high: int) -> Draw:
    text, rng = mockaroo("latin"), dice.rng
    return lambda: " ".join(rng.choices(text, k=rng.randint(low, high))).capitalize() + "."


FIELDS: dict[str, Callable[[Drawer], Draw]] = {
    "gender": lambda d: d.weighted("genders") if d.rng.random() < 0.7 else d.pick(["Male", "Female"]),
    "ip_address": lambda d: lambda: ".".join(str(d.rng.randint(0, 255)) for _ in range(4)),
    "phone": lambda d: d.digits(
        "###-###-####", "###-###-####", "(###) ###-####", "##########", "+# ### ### ####"
    ),
    "address": _street,
    "street": _street,
    "city": lambda d: d.pick(list(pools()[2][:: d.rng.choice([23, 40])])),
    "country": lambda d: d.weighted("countries"),
    "state": lambda d: d.pick(mockaroo("state")),
    "postal_code": lambda d: d.digits("#####", "#####", "######", "####-###"),
    "company": _company,
    "job_title": lambda d: d.pick(mockaroo("jobs")),
    "department": lambda d: d.pick(mockaroo("departments")),
    "salary": lambda d: d.cash(20000, 150000) if d.rng.random() < 0.5 else d.whole(30000, 200000),
    "hire_date": lambda d: d.date(d.rng.choice([1, 1, 5, 10, 20])),
    "start_date": lambda d: d.date(d.rng.choice([1, 5])),
    "birth_date": lambda d: d.date(d.rng.choice([1, 50, 60, 80])),
    "manager_id": lambda d: d.whole(1, 1000),
    "ssn": lambda d: d.digits("###-##-####"),
    "password": lambda d: d.digits("%" * 8, "^%#%^#%%", "$2a$04$" + "%" * 24),
    "created_at": lambda d: d.date(1, d.rng.random() < 0.4),
    "last_login": lambda d: d.date(1, d.rng.random() < 0.4),
    "is_active": lambda d: d.pick(["true", "false"]),
    "active": lambda d: d.pick(["true", "false"]),
    "role": lambda d: d.pick(options("role", d.rng)),
    "product": lambda d: d.pick(mockaroo("product")),
    "price": lambda d: d.cash(0, d.rng.choice([10, 100, 1000])),
    "amount": lambda d: d.cash(0, d.rng.choice([100, 10000])),
    "quantity": lambda d: d.whole(1, 100),
    "stock": lambda d: d.whole(0, 1000),
    "rating": lambda d: d.whole(1, d.rng.choice([5, 10, 100])),
    "purchase_date": lambda d: d.date(),
    "released": lambda d: d.date(),
    "admission_date": lambda d: d.date(),
    "enrolled": lambda d: d.date(4),
    "graduated": lambda d: d.date(4),
    "timestamp": lambda d: d.date(1, True),
    "credit_card": lambda d: d.digits(
        "35##############", "4###############", "5###############", "67############"
    ),
    "card_type": lambda d: d.weighted("cards"),
    "currency": lambda d: d.pick(mockaroo("currency")),
    "age": lambda d: d.whole(*d.rng.choice([(1, 100), (18, 65), (18, 99), (20, 80)])),
    "blood_type": lambda d: d.pick(["A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"]),
    "drug": lambda d: d.pick(mockaroo("drug")),
    "diagnosis": lambda d: d.digits("^##.#", "^##", "###.##"),
    "bill": lambda d: d.cash(100, 10000),
    "guid": lambda d: d.digits("%%%%%%%%-%%%%-4%%%-a%%%-%%%%%%%%%%%%"),
    "title": lambda d: d.pick(["Mr", "Mrs", "Ms", "Dr", "Rev", "Honorable"]),
    "university": lambda d: d.pick([f"University of {name}" for name in pools()[2][::60]]),
    "course": lambda d: d.pick(options("course", d.rng)),
    "gpa": lambda d: lambda: f"{d.rng.uniform(1, 4):.{d.rng.choice([1, 2, 2])}f}",
    "make": lambda d: d.pick(mockaroo("makes")),
    "model": lambda d: d.digits("^##", "^-###", "####"),
    "year": lambda d: d.whole(1985, 2013),
    "vin": lambda d: d.digits("^^^^#^^#^^#######"),
    "colour": lambda d: d.pick(mockaroo("colour")),
    "mac_address": lambda d: lambda: "-".join(f"{d.rng.randrange(256):02X}" for _ in range(6)),
    "user_agent": lambda d: d.pick(
        [
            f"Mozilla/5.0 (Windows NT 6.{n % 3}) AppleWebKit/535.{n} Chrome/1{n}.0.7{n}.0 Safari/535.{n}"
            for n in range(1, 9)
        ]
    ),
    "app": lambda d: d.pick(mockaroo("app")),
    "version": lambda d: d.digits("#.#", "0.##", "#.#.#"),
    "latitude": lambda d: lambda: f"{d.rng.gauss(25, 25):.7f}",
    "longitude": lambda d: lambda: f"{d.rng.uniform(-120, 140):.7f}",
    "shirt_size": lambda d: d.pick(["XS", "S", "M", "L", "XL", "2XL", "3XL"]),
    "language": lambda d: d.pick(mockaroo("language")),
    "race": lambda d: d.pick(mockaroo("race")),
    "avatar": lambda d: d.digits("https://robohash.org/%%%%%%%%.png?size=50x50&set=set1"),
    "notes": lambda d: _words(d, 3, 20),
    "description": lambda d: _words(d, 5, 30),
}
