"""Further sheets of sample databases: payments, personnel, marks, subscribers."""

from __future__ import annotations

from datetime import datetime, timedelta

from calibration.ingredients.cast import weights
from calibration.ingredients.dates import between
from calibration.ingredients.hand import Hand
from calibration.ingredients.lists import textbook

Lines = list[dict[str, str]]
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def payments(who: Hand, rows: int) -> Lines:
    """Payments for rentals: customers in order of number or of time, prices ending in .99."""
    rng, moment = who.rng, between(who.rng, who.span, clock=True)
    prices, lines = (
        rng.choice([("2.99", "4.99", "0.99"), ("9.99", "19.99", "14.99"), ("5.00", "10.00", "25.00")]),
        Lines(),
    )
    for number in range(1, rows + 1):
        moment += timedelta(minutes=int(rng.expovariate(1 / 240)))
        back = moment + timedelta(days=rng.randint(1, 9), minutes=rng.randint(0, 600))
        lines.append(
            {
                "payment_id": str(number),
                "customer_id": str(rng.randint(1, max(10, rows // 25))),
                "staff_id": str(rng.randint(1, 2)),
                "rental_id": str(rng.randint(1, 16049)),
                "amount": rng.choices(prices, [4, 3, 3])[0],
                "rental_date": moment.strftime("%Y-%m-%d %H:%M:%S"),
                "return_date": back.strftime("%Y-%m-%d %H:%M:%S"),
            }
        )
    return sorted(lines, key=lambda line: int(line["customer_id"])) if rng.random() < 0.5 else lines


def staff_review(who: Hand, rows: int) -> Lines:
    """A personnel set for courses: boss by department, pay by post, reason only for those who left."""
    rng, posts = who.rng, [text.split("/") for text in textbook("lists", "jobs")]
    bosses = {post[1]: who.person()["name"] for post in posts}
    share, lines = weights(rng, len(posts)), Lines()
    for number in range(rows):
        person, post, gone = who.person(), rng.choices(posts, share)[0], rng.random() < 0.33
        begun, place = between(rng, who.span), rng.choice(who.places)
        left = begun + timedelta(days=rng.randint(60, 2000))
        lines.append(
            {
                "employee_name": f"{person['last_name']}, {person['first_name']}",
                "emp_id": str(10001 + number),
                "sex": person["gender"],
                "position": post[0],
                "department": post[1],
                "manager_name": bosses[post[1]],
                "salary": str(int(int(post[2]) * rng.gauss(1, 0.12))),
                "state": place[1],
                "zip": place[2] + "01",
                "dob": (datetime(1990, 1, 1) - timedelta(days=int(rng.gauss(2500, 3000)))).strftime(
                    "%m/%d/%y"
                ),
                "marital_desc": rng.choices(
                    ["Single", "Married", "Divorced", "Separated", "Widowed"], [44, 40, 10, 4, 2]
                )[0],
                "race_desc": rng.choices(
                    ["White", "Black or African American", "Asian", "Two or more races"], [60, 26, 9, 4]
                )[0],
                "date_of_hire": begun.strftime("%m/%d/%Y"),
                "date_of_termination": left.strftime("%m/%d/%Y") if gone else "",
                "term_reason": rng.choice(["Another position", "unhappy", "more money", "hours", "retiring"])
                if gone
                else "N/A-StillEmployed",
                "performance_score": rng.choices(
                    ["Fully Meets", "Exceeds", "Needs Improvement", "PIP"], [78, 12, 6, 4]
                )[0],
                "engagement_survey": f"{min(5.0, rng.gauss(4.1, 0.8)):.2f}",
                "absences": str(rng.randint(1, 20)),
            }
        )
    return lines


def enrolments(who: Hand, rows: int) -> Lines:
    """Pupils and their marks: several rows a pupil, marks that follow ability."""
    rng, subjects, lines = who.rng, textbook("lists", "courses"), Lines()
    number = rng.choice([1, 1000, 2001])
    while len(lines) < rows:
        person, gift, age = who.person(), rng.gauss(68, 13), rng.randint(17, 25)
        for subject in rng.sample(subjects, rng.choice([1, 2, 3, 4])):
            mark = max(0, min(100, round(gift + rng.gauss(0, 8))))
            lines.append(
                {
                    "student_id": str(number),
                    "student_name": person["name"],
                    "gender": person["gender"],
                    "age": str(age),
                    "course": subject,
                    "course_code": f"{subject[:2].upper()}{100 + len(subject)}",
                    "marks": str(mark),
                    "grade": "FDCBA"[(mark >= 50) + (mark >= 60) + (mark >= 70) + (mark >= 85)],
                    "result": "Pass" if mark >= 50 else "Fail",
                    "attendance": f"{min(100, max(30, mark * 0.4 + rng.gauss(55, 8))):.0f}",
                }
            )
        number += 1
    return lines[:rows]


def subscribers(who: Hand, rows: int) -> Lines:
    """A set for predicting who leaves: charges by services, leaving by contract and tenure."""
    rng, lines = who.rng, Lines()
    for _ in range(rows):
        contract = rng.choices(["Month-to-month", "One year", "Two year"], [55, 21, 24])[0]
        months = min(72, 1 + int(rng.expovariate(1 / (14 if contract[0] == "M" else 45))))
        service = rng.choices(["DSL", "Fiber optic", "No"], [34, 44, 22])[0]
        charge = (
            {"DSL": 45, "Fiber optic": 78, "No": 20}[service]
            + rng.choice([0, 5, 10, 15])
            + rng.choice([0, 0.05, 0.1, -0.05])
        )
        risk = (0.43 if contract[0] == "M" else 0.07) * (1.5 if months < 12 else 0.6)
        lines.append(
            {
                "customer_id": f"{rng.randint(1000, 9999)}-{''.join(rng.choices(_CAPITALS, k=5))}",
                "gender": rng.choice(["Male", "Female"]),
                "senior_citizen": str(int(rng.random() < 0.16)),
                "tenure": str(months),
                "internet_service": service,
                "online_security": "No internet service"
                if service == "No"
                else rng.choice(["Yes", "No", "No"]),
                "contract": contract,
                "paperless_billing": rng.choices(["Yes", "No"], [6, 4])[0],
                "monthly_charges": f"{charge:.2f}",
                "total_charges": f"{charge * months * rng.gauss(1, 0.02):.2f}",
                "churn": "Yes" if rng.random() < risk else "No",
            }
        )
    return lines
