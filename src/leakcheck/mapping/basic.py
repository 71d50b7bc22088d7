"""The basic set: fields that can be mapped without any pack, and the type of every canonical field.

Why: a record can be read before a pack is chosen. `CAMPAIGN` fields are mapped only when a pack
knows them, but their labels are always recognised, so that "Name of vaccine" is never taken for
somebody's name. Labels themselves stand in the packs and in ``labels/*.toml``; `EXTRA` holds only
what exports and forms write besides.
"""

from __future__ import annotations

_PERSON = {
    "name": "name first_name last_name father_name mother_name spouse_name",
    "date": "birth_date registration_date",
    "year": "birth_year",
    "integer": "age",
    "number": "latitude longitude",
    "category": "gender id_type blood_group test_result",
    "in_mobile": "mobile",
    "email": "email",
    "in_aadhaar": "aadhaar",
    "in_virtual_id": "virtual_id",
    "in_pan": "pan",
    "in_epic": "voter_id",
    "in_passport": "passport_number",
    "in_driving_licence": "driving_licence",
    "in_abha": "health_id",
    "in_pin_code": "pin_code",
    "in_ifsc": "ifsc",
    "in_gstin": "gstin",
    "in_uan": "uan",
    "card": "card_number",
    "iban": "iban",
    "text": "id_number ration_card udid student_id address center_address center_name state district block "
    "nationality bank_account bank_name upi photo heading",
}
_CAMPAIGN = {
    "cowin_reference_id": "reference_id",
    "cowin_certificate_id": "certificate_id",
    "uuid": "session_id appointment_id",
    "category": "vaccine vaccination_status comorbidity consent",
    "integer": "dose_number total_doses",
    "date": "dose_date dose1_date dose2_date dose3_date next_due_date",
    "name": "vaccinated_by",
    "text": "manufacturer batch security_code icd11_code",
}

PERSON = frozenset(name for names in _PERSON.values() for name in names.split())
"""Fields that can be mapped whichever packs are given."""

TYPES = {
    name: kind for table in (_PERSON, _CAMPAIGN) for kind, names in table.items() for name in names.split()
}
"""Type of value of every canonical field."""

CAMPAIGN = frozenset(TYPES) - PERSON
"""Fields of a vaccination record."""

HEADING = "(heading)"
"""The column in which readers put lines above a record."""

_EXTRA = {
    "last_name": "kulnaam",
    "father_name": "father|husband father name|son of|daughter of|पिता|pita",
    "mother_name": "mother|माता|maa ka naam",
    "spouse_name": "husband|wife|spouse|wife of",
    "birth_date": "date of birth dob",
    "birth_year": "born in",
    "gender": "m f o|male female",
    "mobile": "registered mobile|sampark number",
    "aadhaar": "aadhaar card|aadhaar id|aadhaar identity number|आधार कार्ड",
    "virtual_id": "vid",
    "voter_id": "voter|voter no|voter id card|voter card no|election card no",
    "driving_licence": "licence no",
    "student_id": "student id no|roll no|enrolment no",
    "health_id": "abha card",
    "udid": "udid no|disability id",
    "id_type": "id card type|photo id|id document|pahchan patra",
    "id_number": "id proof no|id card no|identity card no|पहचान संख्या",
    "address": "residence|residence address|house address|street|घर का पता|thikana",
    "center_address": "centre location|session site address|केंद्र का पता",
    "center_name": "vaccinated at|centre|session site name|health centre|cvc|cvc name|केंद्र|kendra",
    "state": "address state|address region",
    "district": "address district",
    "block": "sub district|ब्लॉक",
    "pin_code": "address pin code",
    "bank_account": "bank a c no|बैंक खाता संख्या",
    "ifsc": "bank ifsc|bank ifsc code",
    "upi": "upi address",
    "gstin": "gst|जीएसटी नंबर",
    "uan": "epf no",
    "card_number": "debit card|payment card no|cc number",
    "registration_date": "created at|created on",
    "photo": "photo url|image",
    "heading": "document title",
    "reference_id": "beneficiary reference|reference|लाभार्थी संदर्भ आईडी",
    "appointment_id": "appointment confirmation no",
    "vaccine": "vaccine administered|vaccine taken",
    "manufacturer": "vaccine manufacturer|manufactured by|maker|निर्माता",
    "batch": "vaccine batch|vaccine batch no|batch id",
    "total_doses": "total number of dose|कुल खुराक",
    "dose_date": "vaccinated on|vaccine date|last dose date",
    "dose1_date": "dose 1|dose 1 on|पहली खुराक|पहली खुराक की तारीख",
    "dose2_date": "dose 2|dose 2 on|दूसरी खुराक|दूसरी खुराक की तारीख",
    "dose3_date": "dose 3|dose 3 on|booster|एहतियाती खुराक",
    "next_due_date": "next dose|next dose date|next dose due date|due date|अगली खुराक",
    "vaccination_status": "vaccine status|dose status",
    "vaccinated_by": "verifier name|vaccine given by|administered by",
    "icd11_code": "icd 11|icd code|prophylaxis code",
    "comorbidity": "comorbid",
    "consent": "सहमति",
}

EXTRA = tuple(
    (name, alias) for name in TYPES for alias in (name, *(a for a in _EXTRA.get(name, "").split("|") if a))
)
"""(field, alias) pairs: each field's own name, then spellings no label file lists."""
