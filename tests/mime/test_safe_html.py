"""HTML can't phone home, run anything or cover the window; a newsletter still looks like one."""

from __future__ import annotations

import pytest

from imapdesk.mime import DescribedMessage, describe_message, find_remote, make_safe_html, safe_html
from imapdesk.mime.html.css import filter_declarations, filter_sheet
from tests.mime.fuzz import check_nothing_is_fetched

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src=//example.com>",
    "<object data=//example.com>",
    "<embed src=//example.com>",
    "<link rel=stylesheet href=//example.com/a.css>",
    "<link rel=dns-prefetch href=//example.com>",
    "<base href=//example.com/>",
    "<meta http-equiv=refresh content='0;url=//example.com'>",
    "<form action=//example.com><input name=a><button>go</button></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' jAvA\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a ping=//example.com href=https://example.org>x</a>",
    "<img srcset='//example.com/a 2x' src=cid:a>",
    "<img src='data:image/svg+xml;base64,AAAA'>",
    "<img src='data:text/html,x'>",
    "<img src=/relative.png>",
    "<img src='\\\\example.com\\a.png'>",
    "<img src='file:///a.png'>",
    "<img src='ftp://example.com/a.png'>",
    "<picture><source srcset=//example.com/a><img src=cid:a></picture>",
    "<video poster=//example.com/a src=//example.com/b></video>",
    "<audio src=//example.com/a autoplay></audio>",
    "<table background=//example.com/a.png><tr><td background='http://example.com/b'>x</table>",
    "<body background=//example.com/a.png>x</body>",
    "<div style='background:url(//example.com/a)'>x</div>",
    "<div style='background:u\\72 l(//example.com/a)'>x</div>",
    "<div style='background:url(&quot;http://example.com&quot;)'>x</div>",
    "<div style='background-image:image-set(\"//example.com/a\" 1x)'>x</div>",
    "<div style='width:expression(alert(1))'>x</div>",
    "<div style='behavior:url(//example.com)'>x</div>",
    "<div style='-moz-binding:url(//example.com)'>x</div>",
    "<div style='list-style:url(//example.com)'>x</div>",
    "<div style='content:url(//example.com)'>x</div>",
    "<div style='background:/**/url/**/(//example.com)'>x</div>",
    "<div style='color:red;background:ur/**/l(//example.com)'>x</div>",
    "<style>@import '//example.com/a.css';</style>",
    "<style>@import url(//example.com/a.css);</style>",
    "<style>@font-face{font-family:x;src:url(//example.com/f)}</style>",
    "<style>a{background:url(//example.com)}</style>",
    "<style>a{background:u\\72l(//example.com)}</style>",
    "<style>a:after{content:url(//example.com)}</style>",
    "<style>input[value^=a]{background:url(//example.com/a)}</style>",
    "<style></style><script>alert(1)</script></style>",
    "<style>a{color:red}<!--</style><img src=//example.com>--></style>",
    "<style>@media all{a{background:url(//example.com)}}</style>",
    "<style>@namespace x url(//example.com);</style>",
    "<style>a{color:red}</style ><img src=//example.com/a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<svg><style><img src=//example.com></style></svg>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=//example.com></template>",
    "<textarea><img src=//example.com></textarea>",
    "<xmp><img src=//example.com></xmp>",
    "<!--><img src=//example.com>-->",
    "<!--[if mso]><img src=//example.com><![endif]-->",
    "<![CDATA[<img src=//example.com>]]>",
    '<img src="//example.com/a',
    "<isindex action=//example.com>",
    "<frameset><frame src=//example.com></frameset>",
    "<applet code=x>",
    "<marquee>x</marquee>",
    "<img lowsrc=//example.com dynsrc=//example.com src=cid:a>",
    "<input type=image src=//example.com>",
    "<q cite=//example.com>x</q>",
    "<blockquote cite=//example.com>x</blockquote>",
    "<img longdesc=//example.com src=cid:x>",
    "<html manifest=//example.com>",
    "<area href=javascript:x>",
    "<div id=message>two</div>",
    "<a href='//example.com/x'>x</a>",
    "<img usemap=//example.com src=cid:x>",
    "<div style='background:\\75\\72\\6c(//example.com)'>x</div>",
    "<div style='background:\uff55\uff52\uff4c(//example.com)'>x</div>",
    "<div style='--x:url(//example.com);background:var(--x)'>x</div>",
    "<div style='background:src(\"//example.com\")'>x</div>",
    "<div style='cursor:url(//example.com),auto'>x</div>",
    "<div style='mask:url(//example.com);filter:url(//example.com#a)'>x</div>",
    "<div style='color:red\"}*{background:url(//example.com)}'>x</div>",
    "<style>a{&:hover{background:url(//example.com)}}</style>",
    "<style>@layer x;@import url(//example.com) layer(x);</style>",
    "<style>@supports (a:b){a{background:url(//example.com)}}</style>",
    "<style>@counter-style a{symbols:url(//example.com)}</style>",
    "<style media='screen){}*{background:url(//example.com)}@media all'>a{color:red}</style>",
    "<style>a[href='</style><img src=//example.com>']{color:red}</style>",
    "<style>/*</style><img src=//example.com>*/</style>",
    "<svg><style>&lt;/style&gt;&lt;img src=//example.com&gt;</style></svg>",
    "<svg><foreignObject><img src=//example.com></foreignObject></svg>",
    "<svg><a xlink:href='x'><animate attributeName=href to=//example.com></a></svg>",
    "<math><annotation-xml encoding='text/html'><img src=//example.com></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=//example.com>",
    "<noscript><style></noscript><img src=//example.com></style>",
    "<select><template><style><!--</style><img src=//example.com>--></select>",
    "<table><caption><svg><desc><table><style><a id='</style><img src=//example.com>'></table>",
    "<template shadowrootmode=open><img src=//example.com></template>",
    "<html xmlns:x='http://www.w3.org/1999/xhtml'><x:script src=//example.com /><x:img src=//example.com />",
    "<img sizes=1 imagesrcset='//example.com 1x'>",
    "<img attributionsrc=//example.com src=cid:a>",
    "<portal src=//example.com></portal><fencedframe src=//example.com></fencedframe>",
    "<img src='http:/\\example.com/a'><img src='https:example.com/a'><img src='ht\ntp://example.com/a'>",
    "<img src='data:image/png;base64,AAAA;//example.com'>",
    "<a href='java&Tab;script:1'>x</a><a href='&#1;javascript:1'>x</a><a href='imapdesk-mail:1'>x</a>",
    "<body style='background:url(//example.com)' text='red;background:url(//example.com)'>x",
]


@pytest.mark.parametrize("page", ATTACKS)
def test_nothing_of_a_page_is_fetched_or_run(page: str) -> None:
    safe = safe_html(page)
    check_nothing_is_fetched(safe)
    for bad in (
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<svg",
        "<meta",
        "<link",
        "<base",
        "<form",
        "onerror",
        "javascript",
    ):
        assert bad not in safe.lower()
    assert safe.count('id="message"') == 1


def test_pictures_of_the_message_itself_are_shown() -> None:
    page = '<img src="cid:a@example.org"><img src="data:image/png;base64,iVBORw0KGgo=">'
    assert safe_html(page) == f'<div id="message">{page}</div>'


def test_remote_pictures_are_counted_and_let_through_only_when_allowed() -> None:
    page = '<img src="https://example.com/a.png" width="10"><img src="//example.com/b.png"><td background="http://example.com/c">'
    blocked = make_safe_html(page)
    assert (blocked.blocked, "example.com" in blocked.html, 'width="10"' in blocked.html) == (2, False, True)
    allowed = make_safe_html(page, allow_images=True)
    assert allowed.blocked == 0
    assert 'src="https://example.com/a.png"' in allowed.html
    assert 'src="https://example.com/b.png"' in allowed.html


def test_allowing_images_allows_nothing_else() -> None:
    page = "".join(ATTACKS)
    safe = safe_html(page, allow_images=True).lower()
    for bad in (
        "url(",
        "@import",
        "<link",
        "<iframe",
        "<video",
        "<audio",
        "<object",
        "srcset",
        "@font-face",
        "<script",
    ):
        assert bad not in safe


def test_a_newsletter_keeps_its_layout() -> None:
    page = (
        "<html><head><style>.big{font-size:20px} @media (max-width:600px){.w{width:100%!important}} "
        "body{margin:0}</style></head>"
        '<body bgcolor="#eeeeee" style="color:#333">'
        '<table width="600" align="center" bgcolor="white" cellpadding="0" border="0">'
        '<tr><td class="big" valign="top" style="padding: 10px; font-family: Arial, sans-serif" colspan="2">'
        '<font color="red" size="2">x</font>'
        '<a href="https://example.org/?a=1&amp;b=2" style="color: blue">y</a></td></tr></table>'
    )
    safe = safe_html(page)
    for kept in (
        "#message .big { font-size: 20px }",
        "#message .w { width: 100%!important }",
        "#message { margin: 0 }",
        "background-color: #eeeeee",
        "color: #333",
        'width="600"',
        'align="center"',
        'bgcolor="white"',
        'cellpadding="0"',
        'valign="top"',
        "padding: 10px; font-family: Arial, sans-serif",
        'colspan="2"',
        'color="red"',
        'rel="noopener noreferrer"',
        "https://example.org/?a=1&amp;b=2",
    ):
        assert kept in safe, kept


def test_a_message_without_html_is_its_text_with_live_links() -> None:
    safe = safe_html(describe_message(b"Subject: x\n\n<b>1 & 2</b> see https://example.org/a?b=c.\n"))
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in safe
    assert '<a href="https://example.org/a?b=c" rel="noopener noreferrer">https://example.org/a?b=c</a>.' in safe


def test_html_that_nests_too_deep_is_shown_as_text() -> None:
    safe = make_safe_html(DescribedMessage(html="<div>" * 5_000 + "hello <b>&lt;you&gt;</b><p>and  Bob<br/>"))
    assert safe.cut
    assert 'pre-wrap">hello &lt;you&gt;\nand Bob</pre>' in safe.html


REMOTE = [
    "<img src=http://example.com/a>",
    "<IMG\nSRC = '//example.com/a'>",
    "<td background=https://example.com/a>",
    "<style>a{background:url( 'http://example.com')}</style>",
    "<style>@import 'x'</style>",
    "<link rel=stylesheet href=x>",
    '<div style="background: url(//example.com/a)">',
]
LOCAL = [
    "",
    "text",
    "<img src=cid:a>",
    "<img src=data:image/png;base64,AA>",
    "<a href=https://example.com>x</a>",
    "<p>see http://example.com</p>",
]


@pytest.mark.parametrize("page", REMOTE)
def test_a_page_that_asks_the_network_is_noticed(page: str) -> None:
    assert find_remote(page)


@pytest.mark.parametrize("page", LOCAL)
def test_a_page_that_asks_nothing_is_not_accused(page: str) -> None:
    assert not find_remote(page)


def test_declarations_are_let_through_by_name_and_value() -> None:
    assert filter_declarations("COLOR: Red ; width:10px!important;foo:bar;color") == "color: Red; width: 10px!important"
    assert filter_declarations("font-family: 'Segoe UI', \"Arial\"") == "font-family: 'Segoe UI', \"Arial\""
    assert filter_declarations("color: rgb(1, 2, 3); background: linear-gradient(red, blue)") == (
        "color: rgb(1, 2, 3); background: linear-gradient(red, blue)"
    )
    for bad in (
        "position: fixed",
        "margin-left: -10px",
        "color: var(--x)",
        "width: foo(1)",
        "z-index: 9",
        "content: 'x'",
        "unicode-bidi: bidi-override",
        "color: red}",
    ):
        assert filter_declarations(bad) == ""


def test_rules_are_bound_to_the_message() -> None:
    assert filter_sheet("a, .b > p, body, html .c, * { color: red }", "#m") == (
        "#m a, #m .b > p, #m, #m .c, #m * { color: red }"
    )
    assert filter_sheet("a { color: red", "#m") == "#m a { color: red }"
    assert filter_sheet("a<b { color: red } c\\3c { color: red }", "#m") == ""
    assert filter_sheet("a { color: red }", "#m", "print") == "@media print {\n#m a { color: red }\n}"
