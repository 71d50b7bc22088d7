"""Sheets of sample databases: each a maker of records whose fields hang together."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from calibration.ingredients.cast import plain, skewed, weights
from calibration.ingredients.dates import between
from calibration.ingredients.demonstration_more import enrolments, payments, staff_review, subscribers
from calibration.ingredients.hand import Hand
from calibration.ingredients.lists import options, textbook

Lines = list[dict[str, str]]
_GRADES = (
    ("President", 1, 24000, 0),
    ("Vice President", 3, 15500, 0),
    ("Manager", 12, 9000, 0),
    ("Accountant", 15, 6800, 0),
    ("Programmer", 18, 5400, 0),
    ("Sales Representative", 30, 8200, 1),
    ("Clerk", 35, 3100, 0),
    ("Shipping Clerk", 25, 2900, 0),
    ("Analyst", 12, 7000, 0),
)


_STREETS = ("Main", "Spinnaker", "Strong", "Baker", "Park", "Mill")


def _boss(rng: random.Random, number: int, first: int) -> str:
    """Somebody entered earlier, mostly one of the first few."""
    return "" if number == 0 else str(first + min(int(rng.expovariate(0.25)), number - 1))


def employees(who: Hand, rows: int) -> Lines:
    """Staff list: grade gives pay and commission, departments have bosses, mail is initial and surname."""
    rng, first = who.rng, who.rng.choice([100, 1, 7369, 1001, 10001])
    phone, departments = (
        rng.choice(["515.{0}.{1}", "011.44.{0}.{1}", "650.{0}.{1}", "x{1}"]),
        options("department", rng),
    )
    numbers = {name: str(10 * (place + 1)) for place, name in enumerate(departments)}
    lines = []
    for number in range(rows):
        person = who.person()
        grade, _, pay, sells = rng.choices(_GRADES, [one[1] for one in _GRADES])[0]
        department = (
            departments[len(grade) % len(departments)] if rng.random() < 0.7 else rng.choice(departments)
        )
        salary = round(pay * rng.gauss(1, 0.15) / 100) * 100
        lines.append(
            {
                "employee_id": str(first + number),
                "first_name": person["first_name"],
                "last_name": person["last_name"],
                "email": plain(person["first_name"])[:1].upper() + plain(person["last_name"]).upper()[:7],
                "phone_number": phone.format(rng.randint(120, 170), f"{4000 + number % 5000}"),
                "hire_date": between(rng, who.span).strftime(who.calendar.day),
                "job_title": grade,
                "salary": str(salary),
                "commission_pct": f"{rng.choice([0.1, 0.15, 0.2, 0.25, 0.3])}" if sells else "",
                "manager_id": _boss(rng, number, first),
                "department_id": numbers[department],
                "department": department,
            }
        )
    return lines


def customers(who: Hand, rows: int) -> Lines:
    """Firms with a contact person, a seller in charge and a credit limit; places by weight."""
    rng = who.rng
    share, sellers = weights(rng, len(who.places)), [str(1165 + 23 * n) for n in range(rng.randint(5, 20))]
    kinds = (
        "Ltd",
        "Inc.",
        "Co.",
        "Imports",
        "Gifts",
        "Collectables",
        "Stores",
        "& Sons",
        "GmbH",
        "Distributors",
    )
    lines, number = [], rng.choice([0, 100, 102])
    for _ in range(rows):
        person, place = who.person(), rng.choices(who.places, share)[0]
        number += rng.choice([1, 1, 2, 3, 9])
        limit = 0 if rng.random() < 0.15 else round(skewed(rng, 75_000, 0.4) / 100) * 100
        lines.append(
            {
                "customer_number": str(number),
                "customer_name": f"{rng.choice(who.last)} {rng.choice(kinds)}",
                "contact_last_name": person["last_name"],
                "contact_first_name": person["first_name"],
                "phone": f"{place[3]}{rng.randint(200, 999)}{rng.randint(1000, 9999)}",
                "address_line1": f"{rng.randint(1, 9000)} {rng.choice(_STREETS)} St.",
                "city": place[0],
                "state": place[1],
                "postal_code": place[2] + f"{rng.randint(10, 99)}",
                "sales_rep_employee_number": sellers[len(place[0]) % len(sellers)] if limit else "",
                "credit_limit": f"{limit:.2f}",
            }
        )
    return lines


def orders(who: Hand, rows: int) -> Lines:
    """Orders in the order they came; customers return unequally; required and shipped dates follow."""
    rng, first = who.rng, who.rng.choice([10100, 10248, 1, 1000])
    buyers = [str(103 + 4 * n) for n in range(max(5, rows // 4))]
    share, day = weights(rng, len(buyers)), between(rng, who.span)
    carriers, lines = ("Speedy Express", "United Package", "Federal Shipping"), []
    pace = rng.choice([0.4, 1.0, 2.0])
    for number in range(rows):
        day += timedelta(days=int(rng.expovariate(1 / pace)))
        shipped = day + timedelta(days=rng.randint(1, 6))
        late = rng.random() < 0.05
        lines.append(
            {
                "order_id": str(first + number),
                "customer_id": rng.choices(buyers, share)[0],
                "employee_id": str(rng.choices(range(1, 10), range(9, 0, -1))[0]),
                "order_date": day.strftime(who.calendar.day),
                "required_date": (day + timedelta(days=rng.choice([7, 14, 28, 28, 28]))).strftime(
                    who.calendar.day
                ),
                "shipped_date": "" if late else shipped.strftime(who.calendar.day),
                "ship_via": str(rng.randint(1, 3)),
                "shipper": rng.choice(carriers),
                "freight": f"{skewed(rng, 40, 1.1):.2f}",
                "status": "On Hold" if late else "Shipped",
            }
        )
    return lines


def order_lines(who: Hand, rows: int) -> Lines:
    """Lines of orders: one to eight a number, list price now and then reduced."""
    rng, number, lines = who.rng, who.rng.choice([10100, 10248, 1]), Lines()
    goods = [text.split("/") for text in textbook("lists", "products")]
    codes = {one[0]: f"S{rng.randint(10, 24)}_{rng.randint(1000, 4999)}" for one in goods}
    while len(lines) < rows:
        for line, one in enumerate(rng.sample(goods, rng.randint(1, 8)), 1):
            price = round(float(one[2]) * rng.choice([1, 1, 0.95, 0.9, 0.8]), 2)
            amount = rng.choice([20, 21, 25, 26, 30, 35, 40, 45, 50, rng.randint(1, 60)])
            lines.append(
                {
                    "order_number": str(number),
                    "product_code": codes[one[0]],
                    "product_name": one[0],
                    "quantity_ordered": str(amount),
                    "price_each": f"{price:.2f}",
                    "line_total": f"{price * amount:.2f}",
                    "order_line_number": str(line),
                    "discount": rng.choice(["0", "0", "0", "0.05", "0.1", "0.15"]),
                }
            )
        number += 1
    return lines[:rows]


SHEETS: dict[str, Callable[[Hand, int], Lines]] = {
    "employees": employees,
    "customers": customers,
    "orders": orders,
    "order_lines": order_lines,
    "payments": payments,
    "staff_review": staff_review,
    "enrolments": enrolments,
    "subscribers": subscribers,
}
