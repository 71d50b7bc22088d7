"""JSON texts sorted by what RFC 8259 says of them, written from the grammar for this reader.

``y_``: a JSON text. ``n_``: none. ``i_``: the standard leaves it to the implementation.
"""

from __future__ import annotations

STRINGS_Y = {
    "empty": b"", "space": b" ", "ascii": b"A. Sharma", "slash": b"a/b", "escaped_slash": b"a\\/b",
    "quote": b'\\"', "backslash": b"\\\\", "two_backslashes": b"\\\\\\\\", "control_escapes": b"\\b\\f\\n\\r\\t",
    "u_ascii": b"\\u0041", "u_lower_hex": b"\\u00e9", "u_upper_hex": b"\\u00E9", "u_nul": b"\\u0000",
    "u_del": b"\\u007f", "u_escape": b"\\u001b[2J", "u_pair": b"\\ud83d\\ude00", "u_pair_upper": b"\\uD83D\\uDE00",
    "u_max": b"\\udbff\\udfff", "u_quote": b"\\u0022", "u_backslash": b"\\u005C", "u_line_separator": b"\\u2028",
    "u_bom": b"\\uFEFF", "u_then_digits": b"\\u00410041", "raw_del": b"\x7f", "raw_c1": "\x85\x9b".encode(),
    "raw_line_separator": "\u2028\u2029".encode(), "raw_devanagari": "रवि".encode(), "raw_emoji": "🔹".encode(),
    "raw_noncharacter": "\uffff".encode(), "raw_max": "\U0010ffff".encode(), "raw_bom": "\ufeff".encode(),
    "raw_two_bytes": "é".encode(), "raw_three_bytes": "€".encode(), "bidi": "\u202e".encode(),
    "brackets": b"]}[{", "comma_colon": b",:", "looks_escaped": b"\\\\u0041", "single_quote": b"'",
    "comment_inside": b"/* x */ // y", "nbsp": "\u00a0".encode(), "long": b"x" * 70_000, "markup": b"<b>&amp;</b>",
}  # fmt: skip
STRINGS_N = {
    "raw_newline": b"a\nb", "raw_tab": b"a\tb", "raw_nul": b"a\x00b", "raw_escape": b"\x1b[2J", "raw_us": b"\x1f",
    "raw_cr": b"a\rb", "x_escape": b"\\x41", "octal": b"\\101", "single_quote_escape": b"\\'", "a_escape": b"\\a",
    "v_escape": b"\\v", "zero_escape": b"\\0", "space_escape": b"\\ ", "capital_u": b"\\U0041", "u_no_digit": b"\\u",
    "u_one": b"\\u1", "u_two": b"\\u12", "u_three": b"\\u123", "u_not_hex": b"\\u12G4", "u_plus": b"\\u+041",
    "u_minus": b"\\u-041", "u_space": b"\\u 041", "u_braces": b"\\u{41}", "u_x": b"\\u0x41",
    "u_underscore": b"\\u00_1", "pair_cut": b"\\ud83d\\u", "pair_cut_hex": b"\\ud83d\\ude0",
    "emoji_escape": "\\🔹".encode(), "newline_escape": b"\\\n", "u_wide_digits": "\\u００４１".encode(),
    "odd_backslashes": b"\\\\\\",
}  # fmt: skip
STRINGS_I = {
    "lone_high": b"\\ud800", "lone_low": b"\\udc00", "low_high": b"\\udc00\\ud800", "high_high": b"\\ud800\\ud800",
    "high_then_text": b"\\ud800abc", "high_then_newline": b"\\uD800\\n", "byte_ff": b"\xff", "lone_tail": b"\x80",
    "cut_two": b"\xc3", "cut_three": b"\xe0\xa4", "cut_four": b"\xf0\x9f\x94", "overlong_two": b"\xc0\xaf",
    "overlong_six": b"\xfc\x83\xbf\xbf\xbf\xbf", "utf8_surrogate": b"\xed\xa0\x80", "beyond_unicode": b"\xf4\xbf\xbf\xbf",
    "latin1": b"Jos\xe9", "cp1252_hole": b"a\x81b", "truncated_in_text": b"a\xe0\xffb",
}  # fmt: skip
NUMBERS_Y = (
    "0 -0 1 -1 9 10 123 -123 0.0 -0.0 0.1 1.5 -1.50 123.456 0e0 0E0 0e+1 0e-1 0E+1 1e2 1E2 1e+2 1e-2 1E-2 1.5e10 "
    "-1.5E-10 20e1 1e400 -1e400 1e-400 123123e100000 12345678901234567890 -9223372036854775809 1.000000000000000005 "
    "0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000001 9007199254740993"
).split()
NUMBERS_N = (
    "01 -01 00 007 0110001 1. -1. .5 -.5 0. 0.e1 1.e1 1e 1E 1e+ 1e- 1e1.5 1e1e1 1ee1 +1 ++1 --1 -+1 - + -- 0x1F 0xG "
    "1_000 1,5. 1a 1.2.3 1.2a 0b1 0o7 NaN -NaN nan Infinity -Infinity +Infinity inf -inf Inf 1e0xF 1/2 1+2 ١ １ "
    "−1 1f 1L 1n 0e+-1 -foo 12.e ½ 1e１"
).split()
VALUES_N = {
    "bare_word": b"abc", "True": b"True", "None": b"None", "FALSE": b"FALSE", "nul": b"nul", "nulll": b"nulll",
    "tru": b"tru", "undefined": b"undefined", "single_quotes": b"'x'", "backticks": b"`x`", "nothing": b"",
    "two_values": b"1 2", "two_strings": b'"a" "b"', "colon": b"1:2", "call": b'ObjectId("x")', "regex": b"/x/",
    "star": b"*", "hash": b"#", "percent": b"%", "parenthesis": b"(1)", "angle": b"<null>", "smart_quotes": "“x”".encode(),
    "backslash": b"\\", "nbsp": "\u00a01".encode(), "escape_outside": b"\\n1", "joined_strings": b'"a"+"b"', "at": b"@",
    "function": b"function(){}", "minus_word": b"-true", "semicolon": b"1;", "unclosed_string": b'"x', "quote": b'"',
    "form_feed": b"\x0c1", "vertical_tab": b"\x0b1", "nul_byte": b"\x00", "word_joiner": "\u20601".encode(),
}  # fmt: skip
TEXTS_Y = {
    "null": b"null", "true": b"true", "false": b"false", "number": b"42", "negative": b"-0.5e1", "string": b'"x"',
    "empty_string": b'""', "empty_list": b"[]", "empty_object": b"{}", "list_of_numbers": b"[1,2,3]",
    "list_of_strings": b'["a","b"]', "list_of_null": b"[null]", "lists": b"[[1,2],[3,4]]", "empty_lists": b"[[],[]]",
    "empty_objects": b"[{},{}]", "mixed_list": b'[1,"a",null,{"a":1}]', "object": b'{"a":1}', "list": b'[{"a":1},{"a":2}]',
    "wrapper": b'{"status":"ok","data":[{"a":1},{"a":2}]}', "nested": b'{"a":{"b":{"c":[1,{"d":null}]}}}',
    "repeated_key": b'{"a":1,"a":2}', "repeated_same": b'{"a":1,"a":1}', "empty_key": b'{"":0}', "nul_key": b'{"a\\u0000b":1}',
    "spaces_before": b'   {"a":1}', "newline_behind": b'{"a":1}\n', "many_behind": b'{"a":1} \t\r\n \n',
    "blanks_everywhere": b' \n{ \t"a"\r\n:\n1 ,\n"b" : [ ] }\n', "crlf": b'{"a":1,\r\n"b":2}\r\n', "cr": b'{"a":1,\r"b":2}\r',
    "pretty": b'[\n  {\n    "a": 1\n  },\n  {\n    "a": 2\n  }\n]\n', "only_blank_lists": b"[ \n ]", "long_key": b'{"' + b"k" * 900 + b'":1}',
    "scalar_spaces": b" \n 42 \n", "literals": b'{"a":true,"b":false,"c":null}', "list_in_list": b'[[{"a":1}]]',
    "depth_60": b'{"a":' * 60 + b"1" + b"}" * 60, "list_depth_60": b"[" * 60 + b"1" + b"]" * 60,
    "bom": b'\xef\xbb\xbf{"a":1}', "ten_thousand": b"[" + b",".join([b'{"a":1}'] * 10_000) + b"]",
    "many_keys": b"{" + b",".join(b'"k%d":%d' % (i, i) for i in range(3_000)) + b"}", "quoted_number": b'{"a":"007"}',
    "list_and_id": b'{"x":[{"id":"a"}],"id":"b"}', "long_integer": b'{"a":' + b"9" * 200_000 + b"}",
}  # fmt: skip
TEXTS_N = {
    "blank": b" ", "newline": b"\n", "bom_only": b"\xef\xbb\xbf", "comma": b",", "colon": b":", "open_list": b"[", "open_object": b"{",
    "close_list": b"]", "close_object": b"}", "list_cut": b"[1", "list_cut_comma": b"[1,", "records_cut": b'[{"a":1}',
    "records_cut_comma": b'[{"a":1},', "records_cut_inside": b'[{"a":1},{"a"', "object_cut_key": b'{"a', "object_cut_colon": b'{"a":',
    "object_cut_value": b'{"a":1', "object_cut_comma": b'{"a":1,', "object_cut_string": b'{"a":"x', "object_cut_escape": b'{"a":"\\',
    "nested_cut": b'{"a":{"b":1}', "wrapper_cut": b'{"data":[{"a":1},{"a":2}]', "wrapper_cut_list": b'{"data":[{"a":1}',
    "wrapper_cut_comma": b'{"data":[{"a":1}],', "wrapper_wrong_close": b'{"data":[{"a":1}}', "trailing_comma_list": b'[{"a":1},]',
    "trailing_commas_list": b'[{"a":1},,]', "comma_first_list": b'[,{"a":1}]', "double_comma": b'[{"a":1},,{"a":2}]',
    "missing_comma": b'[{"a":1} {"a":2}]', "missing_comma_lines": b'[{"a":1}\n{"a":2}]', "trailing_comma_object": b'{"a":1,}',
    "trailing_commas_object": b'{"a":1,,}', "comma_first_object": b'{,"a":1}', "only_comma_object": b"{,}", "only_comma_list": b"[,]",
    "no_colon": b'{"a" 1}', "double_colon": b'{"a"::1}', "comma_for_colon": b'{"a",1}', "equals": b'{"a"=1}', "no_key": b'{:1}',
    "no_value": b'{"a":}', "bare_key": b"{a:1}", "number_key": b"{1:1}", "null_key": b"{null:1}", "single_quoted_key": b"{'a':1}",
    "key_only": b'{"a"}', "keys_only": b'{"a","b"}', "object_in_brackets": b'["a":1]', "list_in_braces": b"{1,2}", "wrong_close": b'[{"a":1}}',
    "wrong_close_object": b'{"a":1]', "extra_close": b'{"a":1}}', "extra_close_list": b'[{"a":1}]]', "extra_comma_behind": b'{"a":1},',
    "garbage_behind": b'{"a":1}x', "garbage_line": b'{"a":1}\nx\n', "garbage_before": b'x{"a":1}', "hash_behind": b'{"a":1}#',
    "comment_line": b'// x\n{"a":1}', "comment_behind": b'{"a":1}//x', "comment_block": b'{"a":1/* x */}', "comment_open": b'{"a":1}/*',
    "comment_hash": b'# x\n{"a":1}', "semicolon": b'{"a":1};', "assignment": b'var x = {"a":1};', "callback": b'f({"a":1})',
    "prefix": b')]}\'\n{"a":1}', "two_numbers": b"1 2", "two_strings": b'"a" "b"', "two_lists": b"[] []", "empty_twice": b"{}{}",
    "list_then_word": b"[]x", "scalar_then_object": b'1{"a":1}', "string_then_brace": b'"a"}', "unclosed_string": b'"a',
    "unquoted": b"abc", "Null": b"Null", "nan": b"NaN", "minus": b"-", "single_quotes": b"'a'", "escape_as_blank": b'\\u0020{"a":1}',
    "form_feed": b'\x0c{"a":1}', "form_feed_inside": b'{\x0c"a":1}', "vertical_tab": b'{"a":\x0b1}', "nbsp": '\u00a0{"a":1}'.encode(),
    "line_separator": '\u2028{"a":1}'.encode(), "zero_width": '\u200b{"a":1}'.encode(), "nul_behind": b'{"a":1}\x00', "nul_inside": b'{"a":\x001}',
    "bom_twice": b'\xef\xbb\xbf\xef\xbb\xbf{"a":1}', "bom_behind": b'{"a":1}\xef\xbb\xbf', "bom_inside": b'{\xef\xbb\xbf"a":1}',
    "bom_cut": b'\xef\xbb{"a":1}', "byte_between": b'{"a":\xff1}', "byte_key": b'{\x80"a":1}', "byte_before": b'\xff{"a":1}',
    "byte_behind": b'{"a":1}\xe5', "byte_in_number": b'{"a":1\xff}', "byte_in_literal": b'{"a":nul\xe5}', "byte_in_escape": b'{"a":"\\u\xe5"}',
    "yaml": b"a: 1\nb: 2\n", "parentheses": b'({"a":1})', "angle": b'<{"a":1}>', "depth_objects": b'{"a":' * 200_000,
    "depth_lists": b"[" * 200_000, "depth_mixed": b'[{"":' * 100_000, "quotes_only": b'"' * 999, "brace_run": b"}" * 1_000,
    "mismatched": b'{"a":[1}]}', "crossed": b'[{"a":1]}', "spread": b'[...{"a":1}]', "template": b'{"a":{{x}}}', "ellipsis": b'[{"a":1}, ...]',
}  # fmt: skip
TEXTS_I = {
    "utf16_le": '{"a":"é"}'.encode("utf-16-le"), "utf16_be": '{"a":"é"}'.encode("utf-16-be"), "utf16_mark": '{"a":1}'.encode("utf-16"),
    "utf32": '{"a":1}'.encode("utf-32"), "utf16_odd": '{"a":1}'.encode("utf-16") + b"\x00", "utf16_lone": '{"a":"x"}'.encode("utf-16-le").replace(b"x\x00", b"\x00\xd8"),
    "depth_65": b'{"a":' * 65 + b"1" + b"}" * 65, "depth_500": b'{"a":' * 500 + b"1" + b"}" * 500,
    "depth_50000_whole": b"[" * 50_000 + b"]" * 50_000, "long_string": b'{"a":"' + b"x" * 1_500_000 + b'"}',
    "two_records": b'{"a":1}{"a":2}', "record_lines": b'{"a":1}\n{"a":2}\n', "text_sequence": b'\x1e{"a":1}\n\x1e{"a":2}\n',
    "huge_columns": b"{" + b",".join(b'"k%d":1' % i for i in range(20_000)) + b"}",
}  # fmt: skip


def _in_record(token: bytes) -> bytes:
    return b'[{"a": ' + token + b"}]"


CASES: dict[str, bytes] = {
    **{f"y_string_{name}": _in_record(b'"' + body + b'"') for name, body in STRINGS_Y.items()},
    **{f"n_string_{name}": _in_record(b'"' + body + b'"') for name, body in STRINGS_N.items()},
    **{f"i_string_{name}": _in_record(b'"' + body + b'"') for name, body in STRINGS_I.items()},
    **{f"y_number_{token[:40]}": _in_record(token.encode()) for token in NUMBERS_Y},
    **{f"n_number_{token}": _in_record(token.encode()) for token in NUMBERS_N},
    **{f"n_value_{name}": _in_record(body) for name, body in VALUES_N.items()},
    **{f"y_text_{name}": body for name, body in TEXTS_Y.items()},
    **{f"n_text_{name}": body for name, body in TEXTS_N.items()},
    **{f"i_text_{name}": body for name, body in TEXTS_I.items()},
}
