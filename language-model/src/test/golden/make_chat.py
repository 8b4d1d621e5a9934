"""Writes what Jinja2 gives for templates with the constructs of published chat templates, for the tests to compare with.

Run: python3 make_chat.py <file>. Needs jinja2, set as Transformers sets it. The templates are written for this purpose.
"""

import datetime
import json
import pathlib
import sys

from jinja2.exceptions import TemplateError
from jinja2.ext import Extension, loopcontrols
from jinja2.nodes import Output, TemplateData
from jinja2.sandbox import ImmutableSandboxedEnvironment

SYSTEM = {"role": "system", "content": "Be brief. "}
USER = {"role": "user", "content": " Hi {{ bos_token }} <b>'you'</b> \"q\" \U0001f600\n\nx "}
THOUGHT = {"role": "assistant", "content": "<think>\nhm, \u00e9\n</think>\n\nHello! \n"}
MORE = {"role": "user", "content": "More?"}
ALL = [SYSTEM, USER, THOUGHT, MORE]
CONVERSATIONS = [[USER], [SYSTEM, USER], [USER, THOUGHT, MORE], ALL, [USER, THOUGHT, MORE, THOUGHT], [USER, USER]]

# The constructs of the families' templates, by family.
FAMILIES = {
    "llama-2": """{% if messages[0]['role'] == 'system' %}{% set rest = messages[1:] %}{% set about = messages[0]['content'] %}{% else %}{% set rest = messages %}{% set about = false %}{% endif %}{% for m in rest %}{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Turns must alternate') }}{% endif %}{% if loop.index0 == 0 and about != false %}{% set text = '(SYS)\\n' + about + '\\n(/SYS)\\n\\n' + m['content'] %}{% else %}{% set text = m['content'] %}{% endif %}{% if m['role'] == 'user' %}{{ bos_token + '[U] ' + text.strip() + ' [/U]' }}{% elif m['role'] == 'assistant' %}{{ ' '  + text.strip() + ' ' + eos_token }}{% endif %}{% endfor %}""",
    "llama-3": """{% set all = messages %}{% for m in all %}{% set text = '<h>' + m['role'] + '</h>\n\n'+ m['content'] | trim + '<eot>' %}{% if loop.index0 == 0 %}{% set text = bos_token + text %}{% endif %}{{ text }}{% endfor %}{% if add_generation_prompt %}{{ '<h>assistant</h>\n\n' }}{% endif %}""",
    "llama-3.2": """{{- bos_token }}
{%- if given_tools is defined %}
    {%- set tools = given_tools %}
{%- endif %}
{%- if not tools_first is defined %}
    {%- set tools_first = true %}
{%- endif %}
{%- if not today is defined %}
    {%- if strftime_now is defined %}
        {%- set today = strftime_now("%d %b %Y") %}
    {%- else %}
        {%- set today = "never" %}
    {%- endif %}
{%- endif %}
{%- if not tools is defined %}
    {%- set tools = none %}
{%- endif %}

{#- What the system says goes first. #}
{%- if messages[0]['role'] == 'system' %}
    {%- set about = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set about = "" %}
{%- endif %}
{{- "<h>system</h>\\n\\n" }}
{%- if ready_tools is defined or tools is not none %}
    {{- "Tools: " + ready_tools | reject('equalto', 'code') | join(", ") + "\\n\\n"}}
{%- endif %}
{{- "Today: " + today + "\\n\\n" }}
{%- if tools is not none and not tools_first %}
    {%- for t in tools %}
        {{- t | tojson(indent=4) }}
    {%- endfor %}
{%- endif %}
{{- about }}
{{- "<eot>" }}
{%- for m in messages %}
    {%- if not (m.role == 'ipython' or m.role == 'tool' or 'tool_calls' in m) %}
        {{- '<h>' + m['role'] + '</h>\\n\\n'+ m['content'] | trim + '<eot>' }}
    {%- elif 'tool_calls' in m %}
        {%- if not m.tool_calls|length == 1 %}
            {{- raise_exception("One call at a time!") }}
        {%- endif %}
        {%- for name, value in m.tool_calls[0].function.arguments | items %}
            {{- name + '="' + value + '"' }}
        {%- endfor %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<h>assistant</h>\\n\\n' }}
{%- endif %}
""",
    "mistral": """{%- if messages[0]["role"] == "system" %}
    {%- set about = messages[0]["content"] %}
    {%- set rest = messages[1:] %}
{%- else %}
    {%- set rest = messages %}
{%- endif %}
{%- if not tools is defined %}
    {%- set tools = none %}
{%- endif %}
{%- set asked = rest | selectattr("role", "equalto", "user") | list %}
{#- Turns alternate, but for tools. #}
{%- set ns = namespace() %}
{%- set ns.turn = 0 %}
{%- for m in rest %}
    {%- if not (m.role == "tool" or (m.tool_calls is defined and m.tool_calls is not none)) %}
        {%- if (m["role"] == "user") != (ns.turn % 2 == 0) %}
            {{- raise_exception("Turns must alternate") }}
        {%- endif %}
        {%- set ns.turn = ns.turn + 1 %}
    {%- endif %}
{%- endfor %}

{{- bos_token }}
{%- for m in rest %}
    {%- if m["role"] == "user" %}
        {%- if tools is not none and (m == asked[-1]) %}
            {%- for key, val in tools[0].items() if key != "return" %}
                {{- '"' + key + '": ' + val|tojson }}
            {%- endfor %}
        {%- endif %}
        {%- if loop.last and about is defined %}
            {{- "[U] " + about + "\\n\\n" + m["content"] + "[/U]" }}
        {%- else %}
            {{- "[U] " + m["content"] + "[/U]" }}
        {%- endif %}
    {%- elif m.tool_calls is defined and m.tool_calls is not none %}
        {{- eos_token }}
    {%- elif m["role"] == "assistant" %}
        {{- " " + m["content"]|trim + eos_token}}
    {%- else %}
        {{- raise_exception("Who is this?") }}
    {%- endif %}
{%- endfor %}
""",
    "qwen-2.5": """{%- if tools %}
    {{- '<im>system\\n' }}
{%- else %}
    {%- if messages[0]['role'] == 'system' %}
        {{- '<im>system\\n' + messages[0]['content'] + '</im>\\n' }}
    {%- else %}
        {{- '<im>system\\nYou help.</im>\\n' }}
    {%- endif %}
{%- endif %}
{%- for m in messages %}
    {%- if (m.role == "user") or (m.role == "system" and not loop.first) or (m.role == "assistant" and not m.tool_calls) %}
        {{- '<im>' + m.role + '\\n' + m.content + '</im>' + '\\n' }}
    {%- elif m.role == "tool" %}
        {%- if (loop.index0 == 0) or (messages[loop.index0 - 1].role != "tool") %}
            {{- '<im>user' }}
        {%- endif %}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}
            {{- '</im>\\n' }}
        {%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<im>assistant\\n' }}
{%- endif %}
""",
    "qwen-3": """{%- if messages[0].role == 'system' %}
    {{- '<im>system\\n' + messages[0].content + '</im>\\n' }}
{%- endif %}
{%- set ns = namespace(looking=true, last=messages|length - 1) %}
{%- for m in messages[::-1] %}
    {%- set at = (messages|length - 1) - loop.index0 %}
    {%- if ns.looking and m.role == "user" and m.content is string and not(m.content.startswith('<tool>') and m.content.endswith('</tool>')) %}
        {%- set ns.looking = false %}
        {%- set ns.last = at %}
    {%- endif %}
{%- endfor %}
{%- for m in messages %}
    {%- if m.content is string %}
        {%- set text = m.content %}
    {%- else %}
        {%- set text = '' %}
    {%- endif %}
    {%- if (m.role == "user") or (m.role == "system" and not loop.first) %}
        {{- '<im>' + m.role + '\\n' + text + '</im>' + '\\n' }}
    {%- elif m.role == "assistant" %}
        {%- set thought = '' %}
        {%- if m.thought is string %}
            {%- set thought = m.thought %}
        {%- else %}
            {%- if '</think>' in text %}
                {%- set thought = text.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
                {%- set text = text.split('</think>')[-1].lstrip('\\n') %}
            {%- endif %}
        {%- endif %}
        {%- if loop.index0 > ns.last %}
            {%- if loop.last or (not loop.last and thought) %}
                {{- '<im>' + m.role + '\\n<think>\\n' + thought.strip('\\n') + '\\n</think>\\n\\n' + text.lstrip('\\n') }}
            {%- else %}
                {{- '<im>' + m.role + '\\n' + text }}
            {%- endif %}
        {%- else %}
            {{- '<im>' + m.role + '\\n' + text }}
        {%- endif %}
        {{- '</im>\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<im>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}""",
    "smollm-2": "{% for m in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<im>system\nYou help.</im>\n' }}{% endif %}{{'<im>' + m['role'] + '\n' + m['content'] + '</im>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<im>assistant\n' }}{% endif %}",
    "zephyr": "{% for m in messages %}\n{% if m['role'] == 'user' %}\n{{ '<u>\n' + m['content'] + eos_token }}\n{% elif m['role'] == 'system' %}\n{{ '<s>\n' + m['content'] + eos_token }}\n{% elif m['role'] == 'assistant' %}\n{{ '<a>\n'  + m['content'] + eos_token }}\n{% endif %}\n{% if loop.last and add_generation_prompt %}\n{{ '<a>' }}\n{% endif %}\n{% endfor %}",
}

SINGLE = [
    '{% for m in messages[-2:] %}{{ m.role }},{% endfor %}',
    '{% for m in messages[::-1] %}{{ m.role }},{% endfor %}|{% for m in messages|reverse %}{{ m.role }},{% endfor %}',
    '{% for m in messages[::2] %}{{ m.role }},{% endfor %}|{% for m in messages[1::2] %}{{ m.role }},{% endfor %}',
    "{{ 'abcdef'[1:3] }}{{ 'abcdef'[:-1] }}{{ 'abcdef'[::-1] }}{{ 'abcdef'[-1] }}",
    '{{ messages | tojson }}',
    "{{ messages[0].content | tojson }}{{ 'a<b>&\\'é' | tojson }}{{ [1, 2.5, true, none, 'x'] | tojson }}{{ {'a': 1, 'b': [1,2]} | tojson }}",
    "{{ {'b': [1, {'c': 2}], 'a': {}, 'd': []} | tojson(indent=2) }}",
    "{% set ns = namespace(x=0, y='a') %}{% for m in messages %}{% set ns.x = ns.x + 1 %}{% set ns.y = ns.y + m.role[0] %}{% endfor %}{{ ns.x }} {{ ns.y }}",
    "{% set ns = namespace(found=false) %}{% for m in messages %}{% if m['role'] == 'system' %}{% set ns.found = true %}{% endif %}{% endfor %}{% if not ns.found %}none{% else %}yes{% endif %}",
    "{% for m in messages if m.role == 'user' %}{{ loop.index }}{{ loop.last }}{{ m.content|trim }};{% endfor %}",
    '{% for m in [] %}x{% else %}empty{% endfor %}',
    "{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }};{% endfor %}{% for k, v in {'a': 1}|items %}{{ k }}{{ v }}{% endfor %}{% for k, v in {'b': 1, 'a': 2}|dictsort %}{{ k }}{{ v }}{% endfor %}",
    '{% set x = 1 %}{% for m in messages %}{% set x = x + 1 %}{% endfor %}{{ x }}',
    '{% if true %}{% set y = 5 %}{% endif %}{{ y }}',
    "{{ 'a' if messages|length > 1 else 'b' }}{{ 'z' if false }}",
    "{{ messages is iterable }} {{ messages is string }} {{ messages[0] is mapping }} {{ 5 is number }} {{ none is none }} {{ q is defined }} {{ q is undefined }} {{ true is true }} {{ messages is sequence }} {{ 4 is even }} {{ 'a' is not string }} {{ true is boolean }} {{ 3 is integer }}",
    "{{ 'role' in messages[0] }} {{ 'x' in messages[0] }} {{ 'a' in 'abc' }} {{ 'z' not in 'abc' }} {{ 2 in [1,2] }} {{ 'user' in ['user', 'system'] }}",
    "{% if not q is defined and not messages[0].role == 'x' %}ok{% endif %}{{ 1 + 2 * 3 }}{{ 7 // 2 }}{{ 7 % 4 }}{{ 2 ** 3 }}{{ 'a' ~ 1 ~ 'b' }}",
    "{{ ' a '.strip() }}|{{ 'xxaxx'.strip('x') }}|{{ 'xxaxx'.lstrip('x') }}|{{ 'xxaxx'.rstrip('x') }}|{{ 'a,b'.split(',') | join(';') }}|{{ 'a b  c'.split() | join(';') }}|{{ 'aXb'.lower() }}|{{ 'ab'.upper() }}|{{ 'a-b'.replace('-', '+') }}|{{ 'abc'.startswith('ab') }}|{{ 'hello world'.title() }}|{{ 'hello'.capitalize() }}|{{ 'abcabc'.find('c') }}|{{ 'abcabc'.count('c') }}|{{ 'a,b,c'.split(',', 1) | join(';') }}|{{ ','.join(['a','b']) }}",
    "{{ ' x ' | trim }}{{ 'aB' | upper }}{{ 'aB' | lower }}{{ q | default('d') }}{{ '' | default('e', true) }}{{ [3,1,2] | sort | join('') }}{{ [1,2,3] | first }}{{ [1,2,3] | last }}{{ 'a' | length }}{{ 'ab' | list | join('-') }}{{ '5' | int + 1 }}{{ [1,2]|sum }}{{ 'abab' | replace('a', 'c') }}{{ 'hello' | capitalize }}{{ [1,1,2]|unique|join(',') }}",
    "{{ messages | map(attribute='role') | join(',') }}|{{ ['a','b'] | map('upper') | join(',') }}",
    "{{ messages | selectattr('role', 'equalto', 'user') | list | length }}{{ messages | selectattr('role', '==', 'user') | list | length }}{{ messages | rejectattr('role', 'equalto', 'user') | list | length }}{{ [1,2,3] | select('odd') | join(',') }}{{ messages | selectattr('content') | list | length }}",
    "{% macro show(m, sep=':') %}{{ m.role }}{{ sep }}{{ m.content | trim }}{% endmacro %}{% for m in messages %}{{ show(m) }}|{{ show(m, sep='-') }}{% endfor %}",
    "{{ true }} {{ false }} {{ none }} {{ True }} {{ None }} {{ 1.0 }} {{ [1,'a'] }} {{ {'a': 1} }}",
    '{% for m in messages %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }};{% endfor %}',
    "{% for m in messages %}{{ loop.previtem.role if not loop.first else '^' }}{{ loop.nextitem.role if not loop.last else '$' }};{% endfor %}",
    '{% for m in messages %}{% if loop.index > 1 %}{% break %}{% endif %}{{ m.role }}{% endfor %}{% for m in messages %}{% if loop.first %}{% continue %}{% endif %}{{ m.role }}{% endfor %}',
    "{% for m in messages %}{% if m.role == 'assistant' %}{% generation %}{{ m.content }}{% endgeneration %}{% else %}{{ m.content }}{% endif %}{% endfor %}",
    '{% set x %}a{{ messages[0].role }}b{% endset %}{{ x }}',
    'a{# c #}b{#- c -#} d\n{# e #}\nf',
    "  {%- if true %}\n  a\n  {%- endif %}\n  b  {{- ' c' -}}  d\n\n",
    "x\n{{ 'a' }}\n{{ 'b' }}\n{% if true %}\ny\n{% endif %}\n",
    "{{ 'a' }}\n",
    '{% raw %}{{ x }}{% endraw %}',
    '{{ \'a\\nb\\t\\\\c\\\'d\' }}{{ "x\\"y" }}',
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}{% if m in ('a', 'b') %}x{% endif %}{{ 'user' in ('user', 'x') }}",
    "{% set x = messages + [{'role': 'x', 'content': 'y'}] %}{{ x | length }}",
    "{{ messages[0].get('role') }}{{ messages[0].get('zz', 'dflt') }}{{ messages[0]['zz'] is defined }}{{ messages[0].zz is defined }}{{ messages[0].zz }}",
    "{{ 1 == 1.0 }} {{ 'a' == 'a' }} {{ 'a' < 'b' }} {{ messages[0] == messages[0] }} {{ 1 != 2 }} {{ none == false }} {{ '' == none }} {{ 0 == false }}",
    "{% if '' %}a{% endif %}{% if [] %}b{% endif %}{% if {} %}c{% endif %}{% if 0 %}d{% endif %}{% if ' ' %}e{% endif %}{% if 'false' %}f{% endif %}{% if '0' %}g{% endif %}",
    "{{ 'a' and 'b' }}{{ '' or 'c' }}{{ none or 'd' }}",
    '{% for i in range(3) %}{{ i }}{% endfor %}{% for i in range(1, 4) %}{{ i }}{% endfor %}{% for i in range(6, 0, -2) %}{{ i }}{% endfor %}',
    "{{ 'n' ~ messages|length }}{{ 'a' + 'b' }}{{ 'ab' * 3 }}",
    "{% for m in messages %}{% for c in ['x','y'] %}{{ loop.index }}{{ c }}{% endfor %}{{ loop.index }}{% endfor %}",
    "{{ strftime_now('%d %b %Y, %A %B %-s'.replace(' %-s', '')) }} {{ strftime_now('%Y-%m-%d %H:%M:%S %p %j %y %a %I') }}",
    "{% set r = 'b' %}{% if r == 'a' %}1{% elif r == 'b' %}2{% else %}3{% endif %}",
    "{% if messages[0]['role'] not in ['system', 'x'] %}n{% endif %}",
    "{{ (messages[0].content if messages[0].content is string else '') | trim }}",
    "{{ '{' }}{{ '}}' }}{{ '{%' }}x",
    "{{ 'a\nb' | indent(2) }}|{{ 'a\nb' | indent(2, true) }}",
    '{% if messages[0].tool_calls is not defined or messages[0].tool_calls is none %}no{% endif %}{% if messages[0].tool_calls %}t{% endif %}',
    '[{{ nothing }}][{{ messages[0].nothing }}]',
    "{{ nothing + 'a' }}",
    "{% if messages[0]['content'] is string %}{{ messages[0]['content'] }}{% else %}{% for c in messages[0]['content'] %}{{ c['text'] }}{% endfor %}{% endif %}",
    "{{ messages[1].content[-5] }}{{ 'a😀b'[1] }}{{ 'a😀b' | length }}{{ 'a😀b'[::-1] }}{{ '\\u00e9\\x41' }}{{ 'a\\u00a0'.strip() | length }}",
    "{{ 1.5 + 1 }} {{ 7 / 2 }} {{ 1e20 }} {{ 0.00001 }} {{ 3.0 | int }} {{ '4.5' | float }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 10 ** 2 }} {{ 2.5e-7 }}",
    "{{ messages | map(attribute='role') | unique | list }}{{ [3,1,2] | sort(reverse=true) }}{{ ['b','A'] | sort }}{{ messages | sum(attribute='x') if false }}{{ [1,2] | max }}{{ 'a b' | title }}{{ 'x' | list }}{{ {'a': 1} | length }}{{ ['a', none, 1.5, true, 'it\\'s'] }}",
    "{{ messages[0] | tojson(sort_keys=true, separators=(',', ':')) }}{{ 'é' | tojson(ensure_ascii=true) }}",
    "{{ 'a\\nb\\n'.splitlines() }}{{ 'abc'.removeprefix('a') }}{{ 'abc'.removesuffix('c') }}{{ 'aXa'.split('X', 0) }}{{ ''.split('x') }}{{ '  '.split() }}{{ 'abc'.endswith(('b', 'c')) }}{{ '12'.isdigit() }}{{ 'A'.isupper() }}",
    "{{ messages[0].content.encode('x') }}",
    '  {%+ if true %}a{% endif +%}\n b\n',
    '{{ none.x }}',
    '{{ nothing.x }}',
    "{{ 'a' in nothing }}",
    '{{ 1 < 2 < 3 }}{{ 1 < 3 < 2 }}{{ not true or true }}{{ not (true or true) }}{{ 1 if true else 2 if true else 3 }}',
]


class Generation(Extension):
    """Transformers' tag around what an assistant said, which changes nothing of the text."""

    tags = {"generation"}

    def parse(self, parser):
        next(parser.stream)
        return [Output([TemplateData("")])] + parser.parse_statements(["name:endgeneration"], drop_needle=True)


def main(target):
    env = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])

    def refuse(message):
        raise TemplateError(message)

    def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = refuse
    env.globals["strftime_now"] = datetime.datetime(2024, 7, 6, 9, 5, 3).strftime
    cases = [(name, source, c) for name, source in FAMILIES.items() for c in CONVERSATIONS]
    cases += [(source, source, ALL) for source in SINGLE]
    out = []
    for name, source, messages in cases:
        case = dict(name=name, template=source, messages=messages)
        try:
            case["text"] = env.from_string(source).render(
                messages=messages, tools=None, documents=None, add_generation_prompt=True, bos_token="<s>",
                eos_token="</s>")
        except Exception as e:
            case["error"] = str(e)
        out.append(case)
    target.write_text(json.dumps(out, indent=1) + "\n")
    print(len(out), "cases,", sum("error" in c for c in out), "of them refused")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
