"""Names that come first to mind: what scripts, teachers and language models write, from general knowledge.

Each is a common name as well, so only the share of pairs (both names from the same culture's list) says
anything; see the signal ``textbook_names``.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from vocabulary_sources import Bundle

_FIRST = {
    "English": (
        "John Jane James Mary Michael Sarah David Emily Robert Jennifer William Jessica Alice Bob Carol "
        "Charlie Dave Eve Frank Grace Henry Emma Olivia Sophia Ava Isabella Mia Liam Noah Ethan Lucas "
        "Mason Daniel Matthew Andrew Christopher Joshua Amanda Ashley Lisa Laura Linda Susan Karen Nancy "
        "Anna Kate Tom Peter Paul Mark Steve Kevin Brian Ryan Rachel Megan Hannah Samantha Elizabeth "
        "Benjamin Jack Alex Chris Sam Joe"
    ),
    "Indian": (
        "Priya Rahul Amit Anjali Rajesh Sunita Vikram Neha Arjun Pooja Rohan Sneha Ravi Kavita Suresh "
        "Anita Sanjay Deepika Aarav Ananya Vivaan Diya Aditya Ishaan Saanvi Kiran Manoj Meera Nikhil Ritu "
        "Rohit Shreya Sandeep Swati Vijay Divya Karan Kavya Lakshmi Rakesh Ramesh Mahesh Anil Sunil Ajay "
        "Asha Geeta Sita Ram Mohan Raj Rekha Seema Varun Nisha Akash Ankit Preeti Harish Naveen"
    ),
    "Spanish": (
        "Juan Maria Jose Carlos Ana Luis Carmen Miguel Laura Pedro Sofia Javier Lucia Antonio Elena "
        "Manuel Isabel Francisco Marta Diego Valentina Alejandro Camila Fernando Gabriela Jorge Paula "
        "Ricardo Rosa Roberto Daniela Pablo Andrea Sergio Cristina Rafael Patricia Eduardo Mariana Andres "
        "Julia Raul"
    ),
    "German": (
        "Max Anna Hans Maria Peter Petra Klaus Julia Thomas Sabine Michael Claudia Stefan Lena Lukas "
        "Laura Jonas Lea Felix Sophie Paul Emma Leon Hannah Tim Lisa Jan Katharina Martin Monika Andreas "
        "Susanne Wolfgang Ursula Erika Jürgen Karin Sebastian Christina Markus"
    ),
    "French": (
        "Jean Marie Pierre Sophie Luc Claire Paul Julie Jacques Camille Michel Emma Antoine Léa Louis "
        "Chloé Nicolas Isabelle Thomas Nathalie François Catherine Philippe Anne Lucas Manon Hugo Alice "
        "Julien Céline Marc Sylvie Olivier Martine Laurent Élise"
    ),
    "Chinese": (
        "Wei Fang Ming Li Na Xiu Jing Lei Qiang Hui Yan Jun Ying Jie Min Tao Hong Xin Ling Mei Yu Chen "
        "Hao Yang Xiaoming Bo Feng Ping Hua Lin"
    ),
    "Japanese": (
        "Taro Hanako Yuki Haruto Sakura Kenji Yuko Hiroshi Akira Satoshi Keiko Takeshi Aiko Kenta Misaki "
        "Ryo Sota Hina Daiki Mei Kazuki Naoko Tomoko Rin Ren Yui Emi Makoto"
    ),
    "Arabic": (
        "Mohammed Ahmed Fatima Ali Omar Aisha Hassan Layla Yusuf Mariam Khalid Noor Ibrahim Zainab "
        "Abdullah Sara Hussein Amina Mustafa Huda Tariq Salma Karim Leila Mahmoud Nadia Samir Rania Bilal "
        "Yasmin Mohamed"
    ),
}
_LAST = {
    "English": (
        "Smith Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Thomas Jackson "
        "White Harris Martin Thompson Garcia Martinez Robinson Clark Rodriguez Lewis Lee Walker Hall "
        "Allen Young King Wright Scott Green Baker Adams Nelson Carter Mitchell Roberts Turner Phillips "
        "Campbell Parker Evans Edwards Collins Doe Cooper Hill Lopez Hernandez Gonzalez"
    ),
    "Indian": (
        "Sharma Singh Kumar Patel Gupta Verma Reddy Nair Iyer Mehta Joshi Shah Rao Das Mishra Jain "
        "Agarwal Chopra Kapoor Malhotra Khanna Bose Banerjee Mukherjee Desai Pillai Menon Chauhan Yadav "
        "Pandey Tiwari Sinha Saxena Srivastava Khan Bhat Kulkarni Patil Shetty Naidu Choudhary Chatterjee "
        "Ghosh Sen Thakur Rathore Bhatia Arora Dubey Prasad"
    ),
    "Spanish": (
        "Garcia Rodriguez Martinez Lopez Gonzalez Hernandez Perez Sanchez Ramirez Torres Flores Rivera "
        "Gomez Diaz Fernandez Morales Ruiz Cruz Reyes Ortiz Jimenez Castro Romero Vargas Mendoza Silva "
        "Alvarez Moreno Rojas Navarro Molina Ramos Vega"
    ),
    "German": (
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer "
        "Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange "
        "Werner Krause Lehmann Mustermann Schmitt"
    ),
    "French": (
        "Dupont Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent "
        "Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard Bonnet Lambert Fontaine "
        "Rousseau Blanc Mercier Lefèvre"
    ),
    "Chinese": (
        "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang "
        "Xie Tang Song Deng Han Feng Cao Peng"
    ),
    "Japanese": (
        "Tanaka Suzuki Sato Yamada Takahashi Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Sasaki "
        "Yamaguchi Matsumoto Inoue Kimura Hayashi Shimizu Saito Mori Abe Ikeda Hashimoto"
    ),
    "Arabic": (
        "Khan Ahmed Ali Hassan Hussein Ibrahim Rahman Abdullah Al-Farsi Mansour Saleh Haddad Nasser "
        "Khalil Aziz Malik Omar Al-Rashid Farouk Qureshi Sheikh Hussain Mahmoud Said Youssef Mustafa "
        "Al-Sayed El-Sayed Najjar"
    ),
}


def read(_place: Path) -> list[Bundle]:
    """One bundle with two lists a culture."""
    checksum = hashlib.sha256(repr((_FIRST, _LAST)).encode()).hexdigest()
    bundle = Bundle("textbook", "1", "none: own writing", "textbook.py", checksum)
    for culture, names in _FIRST.items():
        bundle.add(culture, "textbook.first_name", names.split())
    for culture, names in _LAST.items():
        bundle.add(culture, "textbook.last_name", names.split())
    return [bundle]
