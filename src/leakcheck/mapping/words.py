"""The words labels are built from: spellings of one word, and words that say nothing.

Why: labels are short phrases over few words. "Date of Dose 1", "2nd dose date" and ``dose1_date``
hold the same words in another order and spelling; one table of spellings replaces thousands of aliases.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SPELLINGS = {
    "number": "no nos num nr nbr numb number numbers sankhya संख्या नंबर नंबर नं क्रमांक",
    "mobile": "mobile mob mobil phone ph cell cellphone telephone tel whatsapp handphone mobilenumber "
    "मोबाइल मोबाईल फ़ोन फोन",
    "email": "email emailid",
    "name": "name nm naam nam नाम",
    "date": "date dt dated dates tarikh tareekh tithi dinank तारीख तिथि दिनांक",
    "year": "year yr yrs years varsh saal वर्ष साल",
    "birth": "birth born janm janam janma जन्म",
    "age": "age umr umar aayu उम्र आयु",
    "gender": "gender sex gndr ling लिंग",
    "address": "address addr adress addresses pata पता",
    "pin": "pin pincode zip zipcode postal postcode postalcode पिन पिनकोड",
    "district": "district dist distt districts jila zila जिला ज़िला ज़िले जिले",
    "state": "state province rajya region राज्य",
    "block": "block tehsil taluka taluk mandal",
    "dose": "dose doses shot jab khurak खुराक डोज डोज़",
    "vaccine": "vaccine vaccines vaccin tika teeka tike टीका टीके वैक्सीन",
    "vaccination": "vaccination vaccinated vacc vaccn immunisation immunization tikakaran teekakaran टीकाकरण",
    "vaccinator": "vaccinator verifier",
    "centre": "centre center centres centers ctr cntr cntre "
    "facility hospital clinic site kendra केंद्र केन्द्र अस्पताल",
    "session": "session sessions slot slots",
    "appointment": "appointment appointments booking",
    "batch": "batch lot बैच",
    "father": "father fathers pita पिता",
    "mother": "mother mothers mata माता",
    "spouse": "spouse husband husbands wife pati patni पति पत्नी",
    "aadhaar": "aadhaar aadhar adhr adhar adhaar aadhaaar aadhr uidai आधार",
    "licence": "licence license lic licences लाइसेंस",
    "driving": "driving driver drivers ड्राइविंग",
    "id": "id ids identity identification ident आईडी",
    "type": "type kind category प्रकार",
    "certificate": "certificate cert प्रमाणपत्र",
    "reference": "reference ref संदर्भ",
    "registration": "registration registered reg पंजीकरण",
    "account": "account acc acct ac खाता khata",
    "status": "status sthiti स्थिति",
    "place": "place location स्थान",
    "1": "1 first pehli pahli pehla पहली पहला",
    "2": "2 second ii dusri doosri दूसरी",
    "3": "3 third iii booster precaution precautionary तीसरी",
}  # fmt: skip

CANONICAL = {spelling: word for word, spellings in _SPELLINGS.items() for spelling in spellings.split()}

NOISE = _words(
    "of the a an in as per your my our his her their s st nd rd th full complete detail "
    "details info covid current present permanent primary main line text field col column "
    "enter please is and for mentioned ka ki ke का की के को"
)
"""Words that never change what a label means."""

PEOPLE = _words(
    "beneficiary beneficiaries ben bene benef patient patients person people customer customers cust "
    "client clients applicant holder citizen recipient user users member members subject "
    "individual candidate employee लाभार्थी मरीज labharthi"
)
"""The person the record speaks of: dropped when other words remain."""

NEUTRAL = _words(
    "data result results record records items item row rows object attributes properties "
    "payload response body credential evidence root list info document entry entries "
    "value values"
)
"""Containers in the path of a key; they belong to nobody."""

CENTRES = frozenset({"centre", "session", "appointment", "vaccinator"})
"""What comes under one of these belongs to the place of vaccination, never to the person."""

CENTRE_PARTS = frozenset({"address", "pin", "state", "district", "block", "place", "code", "name", "street"})
"""What a place of vaccination has, and a person has too."""

HARMLESS_WITH_CENTRE = frozenset({"vaccination", "vaccine", "health", "dose", "1", "2", "3"})
"""Words that may stand beside a centre without changing what is said of it."""

VAGUE = _words("name id date address type number state district status pin block code place year")
"""Last words of a key that mean nothing certain under an owner nobody knows."""

OTHERS = CENTRES | _words(
    "father mother spouse guardian emergency nominee bank employer company office school "
    "doctor agent issuer operator son daughter child relative vaccine vaccination status "
    "verified verify flag count hash valid type opt optin linked link consent expiry "
    "issue source reason time sent otp"
)
"""With one of these beside it, "mobile" or "Aadhaar" is not simply the person's number."""

GENERIC: dict[str, tuple[tuple[str, float], ...]] = {
    "id": (("id_number", 0.4), ("reference_id", 0.4)),
    "date": (("dose_date", 0.55),),
    "type": (("id_type", 0.4),),
    "number": (("id_number", 0.35),),
    "no": (("id_number", 0.35),),
    "num": (("id_number", 0.35),),
    "status": (("vaccination_status", 0.55),),
    "cardno": (("id_number", 0.5), ("card_number", 0.45)),
    "cardnumber": (("id_number", 0.5), ("card_number", 0.45)),
    "account": (("bank_account", 0.6),),
    "location": (("center_address", 0.45), ("address", 0.45)),
    "place": (("center_address", 0.45), ("address", 0.45)),
    "year": (("birth_year", 0.4),),
    "birth": (("birth_date", 0.65), ("birth_year", 0.6)),
    "dose": (("dose_number", 0.75),),
    "dose1": (("dose1_date", 0.6),),
    "dose2": (("dose2_date", 0.6),),
    "dose3": (("dose3_date", 0.6),),
    "d1date": (("dose1_date", 0.8),),
    "d2date": (("dose2_date", 0.8),),
    "d3date": (("dose3_date", 0.8),),
    "beneficiary": (("name", 0.7),),
    "लाभार्थी": (("name", 0.7),),
    "firstdose": (("dose1_date", 0.6),),
    "seconddose": (("dose2_date", 0.6),),
    "thirddose": (("dose3_date", 0.6),),
    "vaccination": (("vaccine", 0.5), ("vaccination_status", 0.5)),
    "vaccinated": (("vaccination_status", 0.6),),
    "contact": (("mobile", 0.8),),
    "uid": (("aadhaar", 0.7),),
    "long": (("longitude", 0.6),),
    "guardian": (("father_name", 0.6),),
    "mail": (("email", 0.8),),
    "reference": (("reference_id", 0.6),),
    "certificate": (("certificate_id", 0.6),),
    "photoid": (("id_type", 0.55), ("id_number", 0.55)),
    "result": (("test_result", 0.5),),
    "documentno": (("id_number", 0.7),),
}
"""Words too general to be believed alone, by squeezed label: field and score, for fields that are known."""

IGNORED = _words(
    "sno slno srno serialno serialnumber sr sl row rowno rownumber rowid index remarks "
    "remark comments comment notes note othername क्रमसंख्या timestamp"
)
"""Labels that are labels, and mean no field."""
