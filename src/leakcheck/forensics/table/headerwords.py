"""Words of headers: what a column is called, in the languages most tables are written in.

Only what is not a word of something else: `nom` is a surname, but `name` says nothing by itself.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS: dict[str, frozenset[str]] = {
    "id": _set("""
    id ids uid uuid guid pk serial sno srno idx rowid identifier identifiant matricule aadhaar aadhar
    pan epic gstin iban ssn nif dni cpf unnamed passport barcode isbn sku kundennr क्रमांक आधार паспорт
    №
    """),
    "date": _set("""
    date dates datum fecha data day dob born birthday birthdate birth on at timestamp time created
    updated modified since until start end जन्म дата तिथि 日期
    """),
    "birth": _set("""
    birth born dob birthday birthdate dateofbirth birthyear yearofbirth geburt geburtsdatum geburtstag
    geburtsjahr naissance nacimiento nascimento nascita geboortedatum byear yob जन्म рождения जन्मतिथि
    生日 出生日期
    """),
    "age": _set("""
    age ages alter edad idade età eta leeftijd agegroup ageyears आयु उम्र возраст 年龄 年齢 wiek yaş ålder
    """),
    "year": _set("""
    year yr yob jahr année annee año ano anno jaar born founded वर्ष год rok
    """),
    "phone": _set("""
    phone phones telephone telefon telefono teléfono téléphone telefone tel mobile mobil movil móvil
    celular cell cellphone fax whatsapp msisdn handy phonenumber phoneno mobileno mobilenumber contactno
    telephonenumber telno मोबाइल फोन телефон 电话 手机 手机号 電話 电话号码 الهاتف
    """),
    "postcode": _set("""
    pcode zip zipcode postcode postal postalcode plz postleitzahl cep pin pincode codepostal cap zips
    पिन postnummer индекс 邮编
    """),
    "first_name": _set("""
    firstname fname forename givenname vorname prénom prenom nombre nome middlename forenames
    christianname имя imię förnamn voornaam isim
    """),
    "last_name": _set("""
    lastname lname surname familyname nachname nom apellido apellidos sobrenome cognome achternaam
    secondname maidenname фамилия nazwisko efternamn soyad soyadı
    """),
    "full_name": _set("""
    fullname customername patientname employeename studentname contactname personname candidatename
    membername नाम фио 姓名 氏名 الاسم
    """),
    "city": _set("""
    city town cities municipality village locality hometown birthplace ort stadt ville ciudad cidade
    città citta comune municipio commune plaats wohnort शहर город miasto stad woonplaats şehir गाँव 城市
    المدينة
    """),
    "address": _set("""
    address addresses addr street road adresse anschrift strasse straße rue dirección direccion endereço
    endereco indirizzo adres address1 address2 streetaddress पता адрес domicilio straat 地址 住所 العنوان
    ulica
    """),
}
PERSON = _set("""
    person customer client patient employee student member contact candidate player owner author user
    father mother spouse husband wife guardian teacher doctor driver victim suspect officer applicant
    guest buyer seller recipient sender staff manager donor voter beneficiary holder physician agent
    legislator senator athlete passenger artist actor full subject parent nominee judge director coach
    pilot principal chairman nominator investigator executive chief referee winner
""")
"""Persons whose name, or who themselves, a column may hold."""
THING = _set("""
    file product item company business organization organisation org school college university hospital
    center centre department dept country state county district city region brand category event course
    team club party project site shop store bank branch street place airport species table column user
    domain host device app game song album title book film movie drug committee office facility agency
    ship plan program group class type
""")
"""What else has a name."""
NUMBER = _set("""
    number num no nr nummer numero numéro número # key ref reference index row sr registration code
    account licence license rank संख्या
""")
"""Words that make an identifier only where a header ends in them: ``group_number``, not ``num_children``."""
FILLING = _set("""
    of the s full complete legal official display
""")
"""Words that change nothing about a name."""
PART = _set("""
    initial initials suffix prefix title
""")
"""What is less than a name."""
MEASURE = _set("""
    of count total per amount qty quantity children kids siblings days times
""")
"""What is counted or measured is no identifier."""
NAME = _set("name names namen")
FIRST, LAST = _set("first given middle christian"), _set("last family second maiden")
AHEAD = _set("numéro numero número № n")
"""Words that make an identifier where a header begins with them."""


_FIELDS = {
    "first_name": _set("""
    first_name
    """),
    "last_name": _set("""
    last_name
    """),
    "full_name": _set("""
    name father_name mother_name spouse_name
    """),
    "birth": _set("""
    birth_date birth_year
    """),
    "age": _set("""
    age
    """),
    "phone": _set("""
    mobile
    """),
    "postcode": _set("""
    pin_code
    """),
    "address": _set("""
    address
    """),
    "city": _set("""
    district
    """),
    "email": _set("""
    email
    """),
    "id": _set("""
    aadhaar virtual_id pan voter_id passport_number driving_licence ration_card health_id udid
    student_id id_number reference_id certificate_id session_id appointment_id bank_account gstin uan
    card_number iban
    """),
    "date": _set("""
    dose1_date dose2_date dose3_date next_due_date registration_date
    """),
}
BY_FIELD = {field: kind for kind, fields in _FIELDS.items() for field in fields}
"""Kinds of the canonical fields that the mapping finds."""
