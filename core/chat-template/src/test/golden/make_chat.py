"""Writes what Jinja2 gives for templates with the constructs of published chat templates, for the tests to compare with.

Run: python3 make_chat.py <file>. Needs jinja2, set as Transformers sets it. The templates are written for this purpose.
"""

import datetime
import json
import pathlib
import sys

from jinja2.exceptions import TemplateError
from jinja2.ext import Extension, loopcontrols
from jinja2.nodes import CallBlock
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
    '{% set x = "a=b" %}{{ x }}{% set y = {\'a\': 1, \'b\': {\'c\': [1,2]}} %}{{ y[\'a\'] }}{{ y.b.c[1] }}{{ y }}',
    '{{ \'%}\' }}{{ "{{" }}{{ \'{#\' }}{{ \'a"b\' }}{{ "a\'b" }}',
    '{# {{ x }} {% if %} #}z{#- a -#}  b',
    '\t{% if true %}\ta\t{% endif %}\tb',
    'x  {% if true %}',
    '  y',
    '  {% endif %}',
    'z',
    'a{% set x = 1 %}{% if true %}{% set x = 2 %}{% endif %}{{ x }}{% for i in [1] %}{% set x = 3 %}{{ x }}{% endfor %}{{ x }}',
    '{% for m in messages %}{% endfor %}{{ m is defined }}',
    '{{ not q is defined }}{{ not q }}{{ q is not none }}{{ q is none }}{{ none is defined }}',
    '{{ -1 }}{{ - 1 + 2 }}{{ 2 - -1 }}{{ -(3) }}{{ 1-1 }}',
    "{{ [1,2][0] }}{{ {'a':{'b':2}}.a.b }}{{ (1,2) }}{{ (1,) }}{{ () }}{{ (1,2)[1] }}",
    '{{ "%s" % \'x\' }}',
    "{{ 'a' ~ none ~ true ~ 1.0 ~ q }}",
    '{% for a, b in [(1,2),[3,4]] %}{{ a }}{{ b }};{% endfor %}',
    '{% for a, b in [(1,2,3)] %}{{ a }}{% endfor %}',
    "{% set x = q | default('y') %}{{ x }}{% set x = x | default('z') %}{{ x }}{{ none | default('n') }}{{ 0 | default(5) }}{{ 0 | default(5, true) }}{{ q | default(none) }}{{ q|default([]) }}",
    "{{ messages | length > 1 and 'x' in messages[0].content or 'role' }}",
    "{{ range(3) | list }}{{ messages | map(attribute='role') | list }}",
    '{{ range(3) }}',
    "{{ {'a': 1}.items() }}",
    "{{ undefined_fn('x') }}",
    "{{ messages[0]['content'].split('e')[-1] }}|{{ 'a,b'.split(',')[0] }}",
    '{% macro f(x, y=2) %}{{ x }}{{ y }}{{ z }}{% endmacro %}{% set z = 5 %}{{ f(1) }}{{ f(1, 3) }}{{ f(y=1, x=0) }}{{ f() }}',
    "{% macro f(x) %}[{{ x }}]{% endmacro %}{{ f('a') + 'b' }}{{ f('a') | upper }}{% set t = f('c') %}{{ t }}",
    "{% if messages | selectattr('role', 'equalto', 'tool') | list %}t{% else %}n{% endif %}",
    "{{ 'x' * 0 }}{{ 'ab' * -1 }}{{ 3 * 'a' }}",
    "{{ 1 == true }}{{ 'a' == none }}{{ [] == [] }}{{ {} == {} }}{{ q == none }}{{ q == q2 }}",
    '{{ \'a\\\\nb\' }}{{ \'a\\nb\' }}{{ "a\\tb\\r" }}{{ \'a\\qb\' }}',
    '{% set ns = namespace(a=none, b=[]) %}{{ ns.a is none }}{% set ns.b = ns.b + [1] %}{{ ns.b }}{% set ns.c = 5 %}{{ ns.c }}{{ ns.q is defined }}',
    '{% set ns = namespace(a=1) %}{% macro f() %}{% set ns.a = 2 %}{% endmacro %}{{ f() }}{{ ns.a }}',
    "{% for i in 'ab😀' %}{{ i }}-{% endfor %}{% for k in {'x':1} %}{{ k }}{% endfor %}",
    '{% for i in none %}x{% endfor %}',
    '{% for i in q %}x{% endfor %}y',
    '{% for i in 5 %}x{% endfor %}',
    '{% for x in [1,2,3] if x > 1 %}{{ x }}{{ loop.first }}{{ loop.length }}{% endfor %}{% for x in ([1] if true else [2]) %}{{ x }}{% endfor %}',
    '{{ messages[9] is defined }}{{ messages[9] }}',
    '{{ messages[9].role }}',
    '{{ messages[0].role.x is defined }}',
    "{{ 'abc'[5] }}{{ 'abc'[1:9] }}{{ 'abc'[-9:2] }}{{ [1,2,3][::-1] }}{{ [1,2,3][-1:] }}{{ [1,2,3][2:0:-1] }}",
    "{% set x %}  {{ 'a' }}",
    '{% endset %}[{{ x }}]{{ x | trim }}',
    '{{ 1.0 * 2 }}{{ 3 // 2.0 }}{{ 2 ** 0 }}{{ 7.5 }}{{ 1e3 }}{{ 100000000000 }}',
    "{{ 'a' is string and 'b' is not number }}{{ 1 is number is defined }}{{ 4 is divisibleby(2) }}{{ 'a' is in ['a'] }}{{ 3 is odd }}{{ 1 is eq 1 }}",
    "{{ 'abc' | first }}{{ 'abc' | last }}{{ 'abc' | reverse }}{{ [] | first }}{{ 'a' | default }}{{ '' | length }}{{ [[1,2],[3]] | length }}",
    '{{ {\'b\': 1, \'a\': \'x"\\n\'} | tojson }}{{ [] | tojson(indent=2) }}{{ {} | tojson }}{{ \'é😀\\u007f\' | tojson }}{{ 1.5 | tojson }}{{ q | tojson }}',
    '{{ messages[0] | items | list }}',
    "{{ 'Hello World' | replace('o', '0') }}{{ 'aaa' | replace('a', 'b', 2) }}",
    '{{ \' a b \' | trim }}{{ \'xax\' | trim(\'x\') }}{{ "they\'re bill\'s" | title }}{{ "they\'re".title() }}{{ \'a1b\' | title }}',
    '{% if true %}{% raw %} {{ a }} {% if %} {% endraw %}{% endif %}',
    '{% raw -%}  x  {%- endraw %}y',
    '{{ messages[0].content',
    '  | trim }}{% if',
    '  true %}x{% endif %}',
    "{{ 'a' if false else 'b' if false else 'c' }}{{ ('a' if true) ~ 'x' }}{{ 'z' ~ 'y' if true }}",
    "{{ true and false or true }}{{ 1 or 2 and 0 }}{{ not 1 == 2 }}{{ not 'a' in 'b' }}{{ 1 + 1 == 2 }}{{ 'a' + 'b' == 'ab' }}{{ 'a' ~ 'b' == 'ab' }}{{ 1 + 2 ~ 3 }}{{ 2 * 3 ~ 4 }}",
    '{{ -2 ** 2 }}{{ 2 ** 3 ** 2 }}',
    '{{ loop is defined }}{% for i in [1] %}{{ loop is defined }}{% endfor %}',
    '{{ true.x is defined }}{{ 5 .x }}',
    '{{ messages.0.role }}',
    '{{ messages[0].items() | list | length }}{{ messages[0].keys() | list }}{{ messages[0].values() | list }}',
    '{% do messages.append(1) %}x',
    "{% include 'x' %}",
    "{{ [1,2,3] | join }}{{ [1, none, true, 'a'] | join(',') }}{{ ['a','b'] | join(', ') }}{{ messages | join(',', attribute='role') }}",
    "{{ 'a b c'.split(' ', 1) }}{{ 'a  b'.split(' ') }}{{ 'abc'.split('b') | last }}{{ ' a b '.split() | length }}",
    "{{ messages | list | length }}{{ messages | first | length }}{{ (messages | last).role }}{{ messages[-1].role }}{{ messages[-1]['role'] }}",
    '{%- set a = 1 -%}   {{ a }}   {%- set b = 2 %}',
    '  {{- b }}',
    '{% for m in messages -%}',
    '    {{ m.role }}',
    '{%- endfor %}',
    '{% for m in messages %}',
    '    {%- if loop.first %}A{% elif loop.last %}Z{% else %}-{% endif %}',
    '{% endfor %}',
    '{{ True and False }}{{ None is none }}{{ True == true }}',
    '{{ namespace is defined }}{{ raise_exception is defined }}{{ strftime_now is defined }}{{ dict is defined }}{{ range is defined }}',
    '{{ dict(a=1).a }}',
    "{{ 'A' < 'a' }}{{ 1 < 1.5 }}{{ 'a' < 1 }}",
    "{{ [3, 1] | max }}{{ [1,2] | min }}{{ [1.5, 2] | sum }}{{ 3.7 | int }}{{ 'x' | int }}{{ '3.9' | int }}{{ '1e3'|float }}",
    "{{ messages | groupby('role') }}",
    "{{ 3 | string + 'a' }}{{ [1] | string }}{{ none | string }}",
    '{{ "a" "b" }}',
    "{{ 'x' | upper | lower | length }}{{ 'a,b' | trim | replace(',', ';') | upper }}",
    "{{ none + 'a' }}",
    "{{ 'a' + 1 }}",
    "{{ 'a' + none }}",
    '{{ messages[0]["ro" + "le"] }}{{ messages[0][q] }}',
    "{{ messages['x'] }}|{{ messages.x is defined }}",
    '{% set x, y = messages[0].role, 2 %}{{ x }}{{ y }}',
    '{% set x = 1 if false %}{{ x is defined }}[{{ x }}]',
    '{% set x = 1 %}{% for i in [1] %}{% set x = q %}[{{ x }}]{{ x is defined }}{% endfor %}{{ x }}',
    '{% if q.x is defined %}a{% endif %}',
    '{% if messages[0].q.x is defined %}a{% endif %}',
    "{{ 'a' | indent(4) }}{{ 'a\\n\\nb' | indent }}",
    "{{ 'ß'.upper() }}{{ 'İ'.lower() | length }}{{ 'ŉ' | title }}{{ 'ΑΣ'.lower() }}",
    "{{ 'a' if messages }}{{ 'e' if not [] }}{{ 'f' if 0.0 else 'g' }}",
    "{{ {'a': 1, 'a': 2} }}{{ {1: 2} }}{{ {1: 2}[1] }}{{ {'x': q} }}{{ [q] }}",
    'x  {% if true %}\n  y\n  {% endif %}\nz',
    'a {% if true %} b {% endif %} c\n',
    '\n\n  {% if true %}\n\n x{# c #}\n  {# d #}\n   {{ 1 }}\n  {% endif %}  \nq\n\n',
    '{% if true %}  {% if true %}\n   {% endif %}x{% endif %}',
    '{% if true -%}  \n a {%- endif %}\n\n b {{- 1 -}} \n c',
    '  {%- if true %}\n\n  a\n  {%- endif -%}\n  b',
    '  {{ 1 }}\n  {%- set x = 2 %}\n  {{ x }}  \n',
    'a\r\n{% if true %}\r\nb{% endif %}\r\n',
    '{% set x = \'{% if %}\' %}{{ x }}{# \'{{ \' #}{{ "}}" }}',
    '{%if true%}a{%endif%}{{1}}{{-1}}{{ -1 }}{{- 1 }}',
    'a {{ 1 }} b\n {{ 2 }}\n\t{{ 3 }}\n',
    '{{ 1 }}\n{# x #}\n{{ 2 }}{% set y = 1 %}\n\n{{ 3 }}',
    'x\n    {#- a -#}\n   y   {#- b #}  z',
    "{ {{ 1 }} } {a} {'b'} }} %} #}",
    "{{ {'a': 1} }}{{ {'a': [{'b': 1}]} }}",
    '{% for m in messages %}\n  {{ m.role }}\n  {% if not loop.last %}\n,\n  {% endif %}\n{% endfor %}\nend',
    'a\n\n\n{%- if true %}\n\nb\n{%- endif %}\n\n\nc',
    '{% macro f(x) %}\n  [{{ x }}]\n{% endmacro %}\n{{ f(1) }}{{ f(2) }}\n',
    '{% set x %}\n a \n{% endset %}\n{{ x }}|',
    '  {% raw %}{{ a }}{% endraw %}\n b',
    '{% for i in [1,2] %}{% for j in [3,4] if j > 3 %}{{ i }}{{ j }}{{ loop.index }}{% endfor %}{% endfor %}',
    "{{ dict is defined }}{{ 'they\\'re a-b (c) d1e' | title }}{{ 1 | default(2) }}{{ q | default(3) }}",
    '{% for a, b in [(1,2,3)] %}{{ a }}{% endfor %}',
    '\xa0{% if true %}x{% endif %}\n\x0b {% if true %}y{% endif %}',
    "{% set ns = namespace(a='x') %}{% for m in messages %}{% if m.role == 'user' %}{% set ns.a = m.content %}{% endif %}{% endfor %}{{ ns.a }}",
    "{% for m in messages %}{% set role = m.role %}{% if role == 'user' %}{% set role = 'U' %}{% endif %}{{ role }}{% endfor %}{{ role is defined }}",
    "{% set content = 'a' %}{% for m in messages %}{% set content = content + m.role %}{{ content }};{% endfor %}{{ content }}",
    "{% if messages[0].role == 'system' and messages[1:] %}{{ messages[1:] | length }}{% endif %}",
    "{{ 'a' }}{% set x = none %}{{ x is none }}{{ x is defined }}{% if x is not none %}n{% endif %}{% set x = true %}{{ x }}",
    "{% if messages[0]['content'] is string and messages[0]['content'] is not mapping %}s{% endif %}{% if messages is not string and messages is iterable %}i{% endif %}",
    "{{ messages[0]['content'][:3] + '...' }}{{ messages[0]['content'] | length }}{{ (messages | length) - 1 }}{{ messages|length - 1 }}",
    "{{ '' if messages[0].name is not defined else messages[0].name }}{{ messages[0].name or 'x' }}",
    '{% macro a(x) %}{% if x > 0 %}{{ x }}{{ a(x - 1) }}{% endif %}{% endmacro %}{{ a(2) }}',
    '{% macro a(x) %}{{ b(x) }}{% endmacro %}{% macro b(x) %}<{{ x }}>{% endmacro %}{{ a(2) }}',
    '{% set a = 1 %}{% macro f() %}{{ a }}{% set a = 2 %}{{ a }}{% endmacro %}{{ f() }}{{ a }}',
    "{% for m in messages %}{% macro f() %}{{ m.role if m is defined else 'u' }}{% endmacro %}{{ f() }}{% endfor %}",
    "{{ loop.index if loop is defined else 'n' }}{% for i in [1] %}{{ loop.index0 + 1 }}{% endfor %}{{ loop is defined }}",
    '{% for i in [1,2] %}{% for j in [1] %}{% endfor %}{{ loop.index }}{{ loop.last }}{% endfor %}',
    "{% for i in messages %}{% if i.role == 'user' %}{% continue %}{% endif %}{{ i.role }}{% if i.role == 'assistant' %}{% break %}{% endif %}x{% endfor %}",
    '{{ messages[0].content is not none and messages[0].content | trim | length > 0 }}',
]

# Conversations with tool calls, parts and reasons, as values that templates of newer families read.
CALL = {"role": "assistant", "content": "", "tool_calls": [
    {"id": "c1", "type": "function", "function": {"name": "look_up", "arguments": {"city": "K\u00f6ln", "days": 2, "units": None}}},
    {"id": "c2", "type": "function", "function": {"name": "add", "arguments": {"a": 1.5, "b": [1, 2], "deep": {"x": True}}}}]}
RESULT = {"role": "tool", "name": "look_up", "tool_call_id": "c1", "content": "{\"t\": 21}"}
PARTS = {"role": "user", "content": [{"type": "text", "text": " One. "}, {"type": "image"}, {"type": "text", "text": "Two"}]}
REASONED = {"role": "assistant", "reasoning_content": "\nbecause\n", "content": "So."}
RICH = [[SYSTEM, USER, CALL, RESULT, THOUGHT, MORE], [PARTS, REASONED, MORE], [USER, CALL, RESULT, RESULT]]

FURTHER = {
    "parts-chatml": """{%- macro parts(c) -%}
{%- if c is string -%}{{ c }}{%- elif c is iterable and c is not mapping -%}
{%- for p in c -%}{%- if p.type == 'image' or 'image' in p -%}<img{{ loop.index }}>{%- elif 'text' in p -%}{{ p.text }}{%- else -%}{{ raise_exception('What part?') }}{%- endif -%}{%- endfor -%}
{%- elif c is none or c is undefined -%}{{ '' }}{%- endif -%}
{%- endmacro -%}
{%- for m in messages %}{{ '<im>' ~ m.role ~ '\\n' ~ parts(m.content) | trim ~ '</im>\\n' }}{%- endfor %}{% if add_generation_prompt %}<im>assistant
{% endif %}""",
    "calls-hermes": """{%- for m in messages %}
{%- if m.role == 'assistant' and m.tool_calls is defined and m.tool_calls %}
<im>assistant
{%- for call in m.tool_calls %}
    {%- if call.function is defined %}{%- set call = call.function %}{%- endif %}
    {{- '\\n<call>\\n{"name": "' }}{{- call.name }}{{- '", "arguments": ' }}{{- call.arguments | tojson }}{{- '}\\n</call>' }}
{%- endfor %}
</im>
{%- elif m.role == 'tool' %}
    {%- if loop.previtem and loop.previtem.role != 'tool' %}{{- '<im>user' }}{%- endif %}
    {{- '\\n<result>\\n' ~ m.content ~ '\\n</result>' }}
    {%- if loop.last or loop.nextitem.role != 'tool' %}{{- '</im>\\n' }}{%- endif %}
{%- else %}{{- '<im>' + m.role + '\\n' + (m.content if m.content is string else m.content | selectattr('type', 'equalto', 'text') | map(attribute='text') | join) + '</im>\\n' }}
{%- endif %}
{%- endfor %}""",
    "arguments-as-tags": """{% for m in messages if m.tool_calls %}{% for call in m.tool_calls %}<f={{ call.function.name }}>
{% for k, v in call.function.arguments | items %}<p={{ k }}>{{ v | tojson if v is mapping or (v is sequence and v is not string) else v | string }}</p>
{% endfor %}</f>{{ ',' if not loop.last }}{% endfor %}{% else %}no calls{% endfor %}""",
    "last-user": """{%- set ns = namespace(last=-1, tools=false, seen=[]) %}
{%- for m in messages[::-1] %}{%- if m.role == 'user' and ns.last < 0 %}{%- set ns.last = messages | length - 1 - loop.index0 %}{%- endif %}{%- endfor %}
{%- for m in messages %}
    {%- set text = m.content if m.content is string else '' %}
    {%- set reason = '' %}
    {%- if m.reasoning_content is defined and m.reasoning_content is not none %}{%- set reason = m.reasoning_content %}
    {%- elif '</think>' in text %}{%- set reason = text.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}{%- set text = text.split('</think>')[-1].lstrip('\\n') %}{%- endif %}
    {{- '[' ~ m.role ~ (' *' if loop.index0 > ns.last else '') ~ '] ' ~ reason.strip('\\n') ~ '|' ~ text }}
{%- endfor %}""",
    "turns": """{%- set ns = namespace(index=0) -%}{{ bos_token }}{%- if messages[0].role == 'system' -%}{%- set first = messages[0].content -%}{%- set rest = messages[1:] -%}{%- else -%}{%- set first = '' -%}{%- set rest = messages -%}{%- endif -%}
{%- for m in rest -%}{%- if m.role in ['user', 'assistant'] and not m.tool_calls is defined -%}{%- if ns.index % 2 == 0 and m.role != 'user' -%}{{ raise_exception('Turns.') }}{%- endif -%}{%- set ns.index = ns.index + 1 -%}{%- endif -%}
{%- if (m.role == 'assistant') -%}{%- set role = "model" -%}{%- else -%}{%- set role = m.role -%}{%- endif -%}
{{ '<turn>' + role + '\n' + (first ~ '\n\n' if loop.first and first else '') }}{%- if m.content is string -%}{{ m.content | trim }}{%- elif m.content is iterable -%}{%- for item in m.content -%}{%- if item.type == 'image' -%}{{ '<image>' }}{%- elif item.type == 'text' -%}{{ item.text | trim }}{%- endif -%}{%- endfor -%}{%- endif -%}{{ '</turn>\n' }}{%- endfor -%}{%- if add_generation_prompt -%}{{ '<turn>model\n' }}{%- endif -%}""",
    "documents": """{%- set default_system = 'Today is ' ~ strftime_now('%B %d, %Y') ~ '.' -%}
{%- if messages[0]['role'] == 'system' %}{%- set system_message = messages[0]['content'] %}{%- set loop_messages = messages[1:] %}{%- else %}{%- set system_message %}{{ default_system }}{%- if tools and documents %} Both.{%- elif tools %} Tools.{%- elif documents %} Documents.{%- endif %}{% endset %}{%- set loop_messages = messages %}{%- endif %}
{{- '<r>system</r>' + system_message + '<e>\n' }}
{%- if documents %}{%- for d in documents %}{{ d.title }}{% endfor %}{%- endif %}
{%- for m in loop_messages %}
{{- '<r>' + m['role'] + '</r>' }}{% generation %}{{ (m['content'] | string)[:40] }}{% endgeneration %}{{- '<e>\n' }}
{%- if loop.last and add_generation_prompt %}
{{- '<r>assistant' }}{%- if controls %}{{- ' ' + controls | tojson() }}{%- endif %}{{- '</r>' }}
{%- endif %}
{%- endfor %}""",
    "nested-macro": """{%- macro kind(v) -%}{%- if v is mapping -%}{ {%- for k in v | sort -%}{{ k }}: {{ kind(v[k]) }}{{ ", " if not loop.last }}{%- endfor -%} }{%- elif v is string -%}"{{ v }}"{%- elif v is boolean -%}{{ 'yes' if v else 'no' }}{%- elif v is none -%}null{%- elif v is number -%}{{ v }}{%- elif v is sequence -%}[{%- for x in v -%}{{ kind(x) }}{%- if not loop.last -%}, {%- endif -%}{%- endfor -%}]{%- endif -%}{%- endmacro -%}
{%- for m in messages if m.tool_calls -%}{%- for c in m.tool_calls -%}{{ c.function.name ~ '(' ~ kind(c.function.arguments) ~ ')' }}{%- endfor -%}{%- endfor -%}""",
}
FURTHER_SINGLE = [
    "{\n{%- for m in messages %}{{ m.role }}{% endfor %}", "{{ messages[:1+1] | length }}", "{{ messages[1 + 1:] | length }}{{ messages[-1 - 1:][0].role }}{{ messages[(1):(3)] | length }}",
    "{{ messages[: messages | length - 1] | length }}{{ 'abcdef'[1:-1:2] }}{{ 'abcdef'[::-2] }}{{ [1,2,3][none:2] }}{{ (1,2,3)[1:] }}", "{ {%- if true %}x{% endif %} }{# c #} { {{- 1 }}",
    "{{{'a': 1}['a']}}", "{{ {'a': {'b': {'c': 3}}}['a']['b'] }}", "{{ {'a': {'b': {}}} }}", "{%set x={'k':[1,{'z':2}]}%}{{x.k[1].z}}",
    "{% for m in messages %}{{ loop.changed(m.role) }}{{ loop.cycle('a', 'b', 'c') }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.depth }}{{ loop.length }}{% endfor %}",
    "{% for m in messages %}{{ loop.previtem.role if loop.previtem is defined else '^' }}{{ loop.nextitem.role if loop.nextitem is defined else '$' }} {% endfor %}",
    "{% for a in [1, [2, [3]]] recursive %}{{ a if a is number else '<' ~ loop(a) ~ '>' }}{{ loop.depth }}{% endfor %}",
    "{% for n in [{'v': 1, 'c': [{'v': 2, 'c': []}, {'v': 3, 'c': []}]}] recursive %}{{ n.v }}{% if n.c %}({{ loop(n.c) }}){% endif %}{% else %}-{% endfor %}",
    "{% for i in range(6) if i is odd %}{{ i }}{% else %}none{% endfor %}{% for i in [] %}x{% else %}none{% endfor %}{% for i in [1] %}{% break %}{% else %}n{% endfor %}",
    "{% for i in range(10) %}{% if i == 2 %}{% continue %}{% elif i > 5 %}{% break %}{% endif %}{{ i }}{% endfor %}", "{% for i in range(3) %}{% for j in range(3) %}{% if j == 1 %}{% break %}{% endif %}{{ i }}{{ j }} {% endfor %}{% endfor %}",
    "{% for k, v in {'b': 1, 'a': 2}.items() %}{{ k }}={{ v }};{% endfor %}{% for (a, b), c in [((1, 2), 3)] %}{{ a + b + c }}{% endfor %}{% for a, b in ['xy', [1, 2]] %}{{ a }}{{ b }}{% endfor %}",
    "{% macro m(a, b='x', c=b) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}|{{ m(1, 2) }}|{{ m(b=3, a=4) }}|{{ m(1, c=5) }}",
    "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, k=4) }}", "{% macro m(a) %}{{ a is defined }}{% endmacro %}{{ m() }}{{ m(none) }}", "{% macro m() %}x{% endmacro %}{{ m(1) }}", "{% macro m() %}x{% endmacro %}{{ m(k=1) }}",
    "{% macro box(t) %}[{{ t }}:{{ caller() }}]{% endmacro %}{% call box('a') %}in{{ 1 + 1 }}{% endcall %}", "{% macro each(l) %}{% for i in l %}{{ caller(i, loop.index) }}{% endfor %}{% endmacro %}{% call(x, n) each([5, 6]) %}{{ n }}={{ x }} {% endcall %}",
    "{% macro m() %}{{ caller() if caller else 'no' }}{% endmacro %}{{ m() }}{% call m() %}yes{% endcall %}", "{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(5) }}",
    "{% filter upper %}a{{ 'b' }}c{% endfilter %}{% filter trim | replace('a', 'z') %} banana {% endfilter %}", "{% set x %}  {{ 1 }} a {% endset %}[{{ x }}]{% set y | trim | upper %} b {% endset %}[{{ y }}]",
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set (c, d) = 'xy' %}{{ c }}{{ d }}{% set t = 1, 2 %}{{ t }}", "{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}{{ ns.c is defined }}{% set ns.c = 3 %}{{ ns.c }}{{ ns['c'] }}",
    "{% with a = 1, b = 2 %}{{ a + b }}{% set a = 9 %}{{ a }}{% endwith %}{{ a is defined }}", "{% raw %} {{ a }} {% if %} {# x #} {% endraw %}", "a\n  {% raw %}\n {{ }}\n  {% endraw %}\nb", "a {%- raw -%}  x  {%- endraw -%}  b", "{% raw %}{{ x }}{% endraw +%}\n y",
    "  {%+ if true %}a{% endif +%}\n b\n", "a\n  {{- 1 }}  {{ 2 -}}\n  b", "a\n  {#- c -#}  \n b {# d #}\nc\n   {#+ e +#}\nd", "{{+ 1 }}{{- 2 -}} 3", "  {% set a = 1 %}  \n  {% set b = 2 %}\nx", "x  {% if true -%}  \n\n y {%- endif %} z", "{% if true +%}\n a{% endif %}", "\t{% if true %}\r\nx\r\n\t{% endif %}\r\ny\r\n",
    "{{ 1 < 2 < 3 }}{{ 1 < 3 < 2 }}{{ 'a' in 'abc' in ['abc'] }}{{ 1 == 1.0 == true }}{{ 3 > 2 != 1 }}", "{{ 'a' not in 'b' and not 'a' in 'b' }}{{ 1 not in [1] }}{{ 'k' in {'k': 1} }}{{ 2 in range(3) }}{{ none in [none] }}",
    "{{ 'x' if false }}{{ ('x' if false) is defined }}{{ 1 if true else 2 if false else 3 }}{{ (1 if 0) or 'd' }}", "{{ 'a' ~ 1 ~ none ~ true ~ [1] ~ 1.0 }}{{ 1 ~ 2 + 3 }}{{ 'a' 'b' \"c\" }}", "{{ -1 ** 2 }}{{ 2 ** 3 ** 1 }}{{ -2 | abs }}{{ 7 // 2 }}{{ -7 // 2 }}{{ -7 % 3 }}{{ 7 / 2 }}{{ 6 / 2 }}{{ 2 * 3 + 1 }}{{ +5 }}{{ 1_000 }}{{ 1e3 }}{{ 2.50 }}",
    "{{ '\\u00e9\\x41\\t|\\q|\\'|\\\\' }}", "{{ '\\U0001f600' | length }}{{ 'a\\\nb' }}", "{{ '%s-%d-%.2f%%' % ('a', 3, 1.005) }}{{ '%5s|%-5s|%05d' % ('a', 'b', 42) }}{{ '%(k)s' % {'k': 1} }}{{ '%s' % 'x' }}{{ '%r' % ('q',) }}", "{{ '%s %s' | format('a', 1) }}{{ '{} {1}'.format(1, 2) }}", "{{ '{} {}'.format('a', 1) }}{{ '{0}{1}{0} {x}'.format(1, 2, x='y') }}{{ '{{}}'.format() }}",
    "{{ 3 * 'ab' }}{{ 'ab' * 2 }}{{ [1] * 3 }}{{ 2 * [0] }}{{ (1,) + (2,) }}", "{{ range(3) }}{{ range(1, 9, 3) | list }}{{ range(5, 0, -2) | list }}{{ range(3)[1] }}{{ range(4)[1:] | list }}{{ range(0) | length }}", "{{ {'a': 1}.items() }}{{ {'a': 1}.keys() }}{{ {'a': none}.values() }}{{ {1: 'x', none: 'y'} }}{{ {1: 2}[1] }}",
    "{{ dict(a=1, b='x') }}{{ dict({'a': 1}, c=2) }}{{ dict([('k', 'v')]).k }}", "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{% set j = joiner(', ') %}{% for i in [1, 2, 3] %}{{ j() }}{{ i }}{% endfor %}",
    "{{ messages | map(attribute='role') | join(', ') }}{{ messages | map('length') | list }}{{ ['a', 'b'] | map('upper') | list }}{{ ['a'] | map('replace', 'a', 'b') | first }}", "{{ [{'a': {'b': 1}}, {'a': {}}] | map(attribute='a.b', default='-') | list }}{{ [[1, 2], [3, 4]] | map(attribute=1) | list }}",
    "{{ messages | selectattr('role', 'equalto', 'user') | map(attribute='content') | map('trim') | list | length }}{{ messages | rejectattr('role', 'in', ['user', 'system']) | list | length }}{{ messages | selectattr('name') | list }}{{ messages | selectattr('name', 'defined') | list }}",
    "{{ [1, 2, 3, 4] | select('even') | list }}{{ [1, 2, 3] | reject('gt', 1) | list }}{{ [0, 1, ''] | select | list }}{{ ['a', none] | reject('none') | join }}", "{% if messages | selectattr('role', 'equalto', 'nobody') %}always{% endif %}{% if [] | list %}x{% endif %}{{ 'y' if {}.items() else 'n' }}", "{% set g = messages | map(attribute='role') %}{{ g | join }}|{{ g | join }}|", "{% set g = [1, 2, 3] | map('string') %}{{ g | first }}{{ g | list }}", "{{ messages | selectattr('role', 'equalto', 'user') | length }}", "{{ [1, 2] | map('string') | last }}",
    "{% for role, group in messages | groupby('role') %}{{ role }}:{{ group | length }};{% endfor %}{% for g in messages | groupby('role') %}{{ g.grouper }}{{ g.list | length }}{{ g[0] }}{% endfor %}", "{{ [{'k': 'b'}, {'k': 'A'}, {'k': 'a'}] | groupby('k') }}{{ [{'k': 1}, {}] | groupby('k', default=0) | map('first') | list }}",
    "{{ [3, 1, 2] | sort }}{{ ['b', 'A', 'c'] | sort }}{{ ['b', 'A', 'c'] | sort(case_sensitive=true) }}{{ [3, 1] | sort(reverse=true) }}{{ [{'x': 2}, {'x': 1}] | sort(attribute='x') }}", "{{ {'b': 1, 'A': 2} | dictsort }}{{ {'b': 1, 'a': 2} | dictsort(by='value') }}{{ {'b': 1, 'A': 2} | dictsort(true) }}{{ {'b': 1, 'A': 2} | dictsort(reverse=true) }}",
    "{{ ['a', 'A', 'b'] | unique | list }}{{ ['a', 'A'] | unique(true) | list }}{{ messages | unique(attribute='role') | map(attribute='role') | list }}{{ [1, 1.0, true] | unique | list }}", "{{ [1, 2, 3] | min }}{{ ['b', 'A'] | max }}{{ [] | min }}{{ (messages | max(attribute='role')).role }}", "{{ [{'n': 2}, {'n': 1}] | min(attribute='n') }}{{ [1, 2.5] | sum }}{{ [{'n': 2}] | sum(attribute='n', start=1) }}",
    "{{ [1, 2, 3] | batch(2) | list }}{{ [1, 2, 3] | batch(2, 0) | list }}", "{{ [1, 2] | reverse | list }}{{ 'abc' | reverse }}{{ [1, 2] | first }}{{ 'abc' | last }}{{ [] | first is defined }}{{ {'a': 1} | first }}{{ {'a': 1} | list }}{{ 'ab' | list }}",
    "{{ 'x' | default('y') }}{{ q | default('y') }}{{ '' | default('y', true) }}{{ none | default('y') }}{{ none | d('z', boolean=true) }}{{ q | default }}", "{{ '7' | int }}{{ 'x' | int }}{{ 'x' | int(5) }}{{ '3.9' | int }}{{ 3.7 | int }}{{ ' 42 ' | int }}{{ none | int }}{{ true | int }}{{ '1e3' | float }}{{ 'x' | float }}{{ 2 | float }}{{ 'x' | float(default=1.5) }}",
    "{{ 2.5 | round }}{{ 3.5 | round }}{{ 2.675 | round(2) }}{{ 2.1 | round(method='ceil') }}{{ 2.9 | round(0, 'floor') }}{{ 5 | round }}{{ -3 | abs }}", "{{ 'a\nb\n\nc' | indent }}|{{ 'a\nb' | indent(2, true) }}|{{ 'a\n\nb' | indent(2, blank=true) }}|{{ 'a\nb' | indent('> ', first=true) }}|{{ 'a\n' | indent }}|{{ '' | indent }}|",
    "{{ 'hello world' | title }}{{ 'hELLO' | capitalize }}{{ \"it's a-b (c)\" | title }}{{ \"it's a-b\".title() }}{{ 'abc' | upper }}{{ 'ÀÉ' | lower }}{{ 'ß' | upper }}{{ '  a ' | trim }}{{ 'xxaxx' | trim('x') }}", "{{ 'a-b-c' | replace('-', '+', 1) }}{{ 'aaa'.replace('a', 'b', 2) }}{{ 'a b' | replace(' ', '') }}{{ 5 | replace('5', '6') }}", "{{ 'a long text here' | truncate(8) }}{{ 'a long text here' | truncate(8, true, '', 0) }}{{ 'short' | truncate(10) }}{{ 'x' | center(5) }}|{{ 'ab' | center(5) }}|",
    "{{ messages[0] | tojson }}{{ {'b': [1, {'c': none}], 'a': 'é\"\n'} | tojson }}{{ {'a': [1, 2], 'b': {}} | tojson(indent=2) }}{{ [] | tojson(indent=4) }}", "{{ {'b': 1, 'a': 2} | tojson(sort_keys=true) }}{{ ['é😀'] | tojson(ensure_ascii=true) }}{{ {'a': 1, 'b': [1, 2]} | tojson(separators=(',', ':')) }}{{ [1.0, 1e20, true, (1, 2)] | tojson }}{{ 'x' | tojson | safe }}{{ {1: 2, none: 3} | tojson }}", "{{ q | tojson }}", "{{ {'a': {'b': [1, {'c': 'd'}]}} | tojson(indent=1) }}",
    "{{ 'a,b,,c'.split(',') }}{{ 'a b  c'.split() }}{{ 'a,b,c'.split(',', 1) }}{{ 'a,b,c'.rsplit(',', 1) }}{{ 'a,b,c'.rsplit(',') }}{{ 'a=b=c'.partition('=') }}{{ 'a=b=c'.rpartition('=') }}{{ 'a'.partition('=') }}{{ 'a\nb\r\nc\n'.splitlines() }}", "{{ ' a '.strip() }}{{ 'xax'.strip('x') }}{{ 'xyaz'.lstrip('xy') }}{{ 'azyx'.rstrip('xyz') }}{{ 'abc'.startswith('ab') }}{{ 'abc'.endswith(('b', 'c')) }}{{ 'abc'.removeprefix('a').removesuffix('c') }}",
    "{{ 'abcabc'.find('c') }}{{ 'abcabc'.rfind('c') }}{{ 'abcabc'.index('b') }}{{ 'abcabc'.count('a') }}{{ 'abc'.find('x') }}{{ 'aBc'.swapcase() }}{{ '12'.isdigit() }}{{ 'ab'.isalpha() }}{{ 'a1'.isalnum() }}{{ ' '.isspace() }}{{ 'A'.isupper() }}{{ ''.isalpha() }}", "{{ 'a'.center(4, '*') }}{{ 'a'.ljust(3) }}|{{ 'a'.rjust(3, '0') }}{{ ','.join(['a', 'b']) }}{{ ''.join(messages | map(attribute='role')) }}{{ 'a'.upper().lower().title() }}", "{{ 'abc'.index('x') }}", "{{ '7'.zfill(3) }}",
    "{{ {'a': 1}.get('a') }}{{ {'a': 1}.get('b') }}{{ {'a': 1}.get('b', 'd') }}{{ {'items': 3}['items'] }}{{ {'keys': 3}.keys() }}{{ {'a': 1}.copy() }}{{ [1, 2, 1].count(1) }}{{ [1, 2].index(2) }}", "{% set l = [1] %}{{ l.append(2) }}", "{% set d = {} %}{{ d.update({'a': 1}) }}", "{{ [1].pop() }}", "{% set l = [1] %}{% set l = l + [2] %}{{ l }}",
    "{{ 1 is number }}{{ 1 is integer }}{{ 1.0 is float }}{{ true is boolean }}{{ true is number }}{{ true is integer }}{{ 'a' is string }}{{ [] is sequence }}{{ {} is sequence }}{{ {} is mapping }}{{ (1,) is sequence }}{{ 1 is iterable }}{{ 'a' is iterable }}{{ none is none }}{{ q is none }}{{ q is undefined }}{{ range is callable }}{{ 'a' is callable }}", "{{ none is sameas none }}{{ true is sameas true }}{{ 1 is sameas true }}{{ messages is sameas messages }}{{ 4 is divisibleby 2 }}{{ 4 is divisibleby(3) }}{{ 'a' is in ['a'] }}{{ 1 is eq 1 }}{{ 2 is not gt 1 }}{{ 'ab' is lower }}{{ 'AB' is upper }}{{ 'upper' is filter }}",
    "{{ q }}{{ q is defined }}{{ q == q2 }}{{ not q }}{{ q ~ 'x' }}{{ q | length }}{{ q | list }}{{ q in [1] }}{{ [q] }}{% for i in q %}x{% endfor %}", "{{ q + 'a' }}", "{{ q.a }}", "{{ q[0] }}", "{{ messages[0].q.a }}", "{{ messages[0].q }}{{ messages[99] is defined }}{{ 'abc'[9] }}", "{{ q() }}", "{{ none.x }}{{ (1).x is defined }}{{ messages.x is defined }}", "{{ none | length }}", "{{ [1, 2] | join(q) }}", "{{ 1 + none }}", "{{ 1 < 'a' }}", "{{ {} + {} }}", "{{ 'a' + 1 }}",
    "{% if not (messages[0].role == 'user' or false) and messages | length > 1 and messages[1] is mapping %}y{% endif %}{% if messages[0].content is string and messages[0].content is not none and messages[0].content | trim %}z{% endif %}", "{% if true and not false or q.x %}ok{% endif %}{% if [] == [] and {} == {} and (1, 2) != [1, 2] and 'a' != 1 and none != false and 1 == true %}e{% endif %}{{ {'a': [1]} == {'a': [1.0]} }}{{ [1, 2] < [1, 3] }}",
    "{% set x = 1 %}{% for i in [1, 2] %}{{ x }}{% set x = x + 1 %}{{ x }}{% endfor %}{{ x }}", "{% set x = 1 %}{% if true %}{% set x = 2 %}{% endif %}{{ x }}", "{% for i in [1] %}{% set y = 1 %}{% endfor %}{{ y is defined }}", "{% set x = 'o' %}{% macro f() %}{{ x }}{% endmacro %}{% set x = 'n' %}{{ f() }}", "{% for i in [1, 2] %}{% macro g() %}<{{ i }}>{% endmacro %}{{ g() }}{% endfor %}{{ g is defined }}", "{% for i in [1, 2] %}{% set o = loop %}{% for j in [3] %}{{ o.index }}{{ loop.index }}{% endfor %}{% endfor %}", "{% generation %}{% set z = 1 %}{{ z }}{% endgeneration %}{{ z is defined }}",
    "{{ strftime_now('%Y-%m-%d') }}{{ strftime_now('%d %b %Y') }}{{ strftime_now('%A, %B %d, %Y %I:%M %p') }}", "{{ raise_exception('stop') }}", "{% include 'x' %}", "{% extends 'x' %}", "{% import 'x' as y %}", "{% do x %}", "{{ messages.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ range.__globals__ }}", "{{ 'a'['upper']() }}{{ messages[0]['role'].upper() }}", "{{ m.x if m is defined else 'n' }}{% for m in messages %}{% if loop.first %}{{ m.role }}{% endif %}{% endfor %}", "{{ lipsum(1) }}", "{{ [1,2,3,] }}{{ {'a': 1,} }}{{ (1, 2,) }}{{ range(3,) | list }}{{ [] }}{{ {} }}{{ () }}", "{{ f(*[1]) if false }}{% macro f(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ f(*[1, 2]) }}{{ f(**{'a': 3, 'b': 4}) }}", "{{ 'a' is string and 1 is string or 'c' }}{{ 1 is not none }}{{ not 1 is none }}{{ 'x' is not in 'xyz' }}", "{{ messages | length > 2 }}{{ (messages | length) * 2 }}{{ messages|length|string + '!' }}{{ 'a' + 'b' | upper }}{{ ('a' + 'b') | upper }}{{ -1 | abs }}{{ 'a' ~ 'b' | upper }}", "{{ true }}{{ True }}{{ none }}{{ None }}{{ false == False }}", "{#- a -#}\n{#\nmany\nlines #}x{# {{ y }} #}", "{% set x = messages | first %}{{ x.role }}{% set y = (messages | last).role %}{{ y }}{{ (messages | selectattr('role', 'equalto', 'user') | first).content | trim }}", "{{ 'x' if messages[-1].role == 'user' and (messages[-2].role | default('')) != 'user' else 'y' }}", "{{ [['a', 1], ['b', 2]] | map('join', '=') | join('&') }}{{ messages | join(',', attribute='role') }}{{ [1, none, true] | join('|') }}", "{{ 1.0 }}{{ 1e16 }}{{ 1.5e-7 }}{{ 0.1 + 0.2 }}{{ 100000000000000000000.0 }}{{ 1/3 }}", "{{ [1, 'a', none, true, 1.5, {'k': (1,)}, []] }}{{ ['it\\'s', 'q\"', 'tab\\t'] }}", "{% set a = [3, 4] %}{{ a[0] }}{{ a[-1] }}{{ a.0 }}{{ a[1:] }}{{ a[5:] }}{{ a[:] }}{{ a[::2] }}{{ a[true] }}", "{% if messages[0]['role'] == \"system\" %}{{ \"'\" ~ '\"' }}{% endif -%}  x", "{{ '<b>' | e }}", "{{ '<b>' | safe }}{% set s = 'a' | safe %}{{ s }}", "{{ 'a' | safe + '<' }}", "{{ 2 | divisibleby }}", "{{ 'x' | nofilter }}", "{{ 1 is notest }}", "{% if false %}{{ 'x' | nofilter }}{% endif %}y", "{{ [2, 1] | sort | first }}{{ 'b a'.split() | sort | join }}", "{{ 'a'.encode() }}", "{{ {'a': 1}.pop('a') }}", "{{ {'a': 1}['b'] is defined }}{{ {'a': 1}.b.c }}",
]


class Generation(Extension):
    """Transformers' tag around what an assistant said, which changes nothing of the text."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return CallBlock(self.call_method("write"), [], [], body).set_lineno(line)

    def write(self, caller):
        return caller()


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
    cases += [(name, source, c) for name, source in FURTHER.items() for c in CONVERSATIONS + RICH]
    cases += [(name, source, c) for name, source in FAMILIES.items() for c in RICH]
    cases += [(source, source, ALL) for source in FURTHER_SINGLE]
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
