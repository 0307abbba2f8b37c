"""Renders our own texts (`texts.toml`) into the markup of known and unknown systems: one page and its expected items each.

Run `python tests/pages/html/write.py` after a change; the pages are tracked, the tests read only the files.
"""

from __future__ import annotations

import html
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TEXTS = tomllib.loads((HERE / "texts.toml").read_text("utf-8"))
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass
class Entry:
    title: str
    first: str
    second: str
    credit: str
    sources: list
    day: tuple
    category: str
    author: str
    more: str
    months: list
    language: str
    index: int

    @property
    def iso(self):
        return "{:04d}-{:02d}-{:02d}".format(*self.day)

    @property
    def url(self):
        return f"/item/{1200 + self.index}-{self.iso}"

    def date(self, style="long"):
        y, m, d = self.day
        name = self.months[m - 1]
        if style == "long":
            return {
                "de": f"{d}. {name} {y}", "es": f"{d} de {name} de {y}", "pt": f"{d} de {name} de {y}",
            }.get(self.language, f"{d} {name} {y}")  # fmt: skip
        return {
            "us": f"{name} {d}, {y}", "dotted": f"{d:02d}.{m:02d}.{y}", "iso": self.iso, "slash": f"{d:02d}/{m:02d}/{y}",
            "short": f"{d} {name}", "eastern": f"{d} {name} {y}".translate(EASTERN), "clock": f"{d:02d}.{m:02d}.{y} 14:05",
        }[style]  # fmt: skip


def entries(language, month, count=4, year=2017):
    data = TEXTS[language]
    out = []
    for i, (title, first, second) in enumerate(data["stories"][:count]):
        label, *sources = data["credit"] if i % 2 == 0 else [""]
        day = (year, month, (26, 22, 22, 13)[i])
        out.append(Entry(title, first, second, label, sources, day, data["category"], data["author"], data["more"], data["months"], language, i))  # fmt: skip
    return out


def e(text):
    return html.escape(text, quote=False)


def paras(x, credit=True):
    return f"<p>{e(x.first)}</p>\n<p>{e(x.second)}{' ' + e(x.credit) if credit and x.credit else ''}</p>"


SIDE = """<aside class="sidebar"><h3>Most read</h3><ul class="latestnews">
<li><a href="/old/1">Ferry timetable changes at the lower harbour</a> <span class="date">2 February 2016</span></li>
<li><a href="/old/2">Library of the old town closes for a week</a> <span class="date">3 February 2016</span></li>
<li><a href="/old/3">Winter market moves to the station square</a> <span class="date">4 February 2016</span></li></ul></aside>"""
COOKIE = '<div class="cookie-notice" role="dialog"><p>This website uses cookies to count visits.</p><button>Accept</button></div>'
NAV = '<nav class="main-navigation"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/about">About</a></li></ul></nav>'


def page(language, body, *, title="Riverbank Press", head="", attributes="", extra=True):
    direction = ' dir="rtl"' if language == "ar" else ""
    return f"""<!DOCTYPE html>
<html lang="{language}"{direction}>
<head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body{attributes}>
<header id="header"><p class="site-title"><a href="/">Riverbank Press</a></p>{NAV}</header>
{body}
{SIDE if extra else ""}
<footer id="footer"><p>© Riverbank Press. All rights reserved.</p></footer>
{COOKIE if extra else ""}
</body></html>
"""


SYSTEMS = {}


def system(*languages, **shown):
    """Register a layout: `shown` tells what of an entry the layout prints."""

    def keep(function):
        SYSTEMS[function.__name__] = (function, languages, shown)
        return function

    return keep


@system("en", "ar", style="long", category=True, body="full", title=False, url=False, filter=True, pages=(2, 5))
def k2_without_titles(lang, xs):
    month = xs[0].months[xs[0].day[1] - 1] + " 2017"
    rows = "".join(f"""<!-- Start K2 Item Layout --><div class="genericItemView">
<div class="genericItemHeader"><span class="genericItemDateCreated">{x.date()}</span> In <a href="/news">{e(x.category)}</a></div>
<div class="genericItemBody"><div class="genericItemIntroText">{paras(x)}</div><div class="clr"></div></div><div class="clr"></div></div>""".replace('In <a href="/news">', '<span class="genericItemCategory"><span>In</span> <a href="/news">').replace("</a></div>\n<div class=\"genericItemBody\"", "</a></span></div>\n<div class=\"genericItemBody\"") for x in xs)  # fmt: skip
    return page(lang, f"""<div id="k2Container" class="genericView"><h1 class="componentheading">Items filtered by date: {month}</h1>
<div class="genericItemList">{rows}</div><div class="k2Pagination"><ul class="pagination"><li><a href="/date/2017/5.html?start=0">1</a></li><li><span>2</span></li><li><a title="Next" href="/date/2017/5.html?start=20">Next</a></li></ul>Page 2 of 5</div></div>
<div class="breadcrumbs"><a href="/">Home</a> <span class="sep">»</span> <a href="/m">Media Center</a> <span class="sep">»</span> <span>News</span></div>""", head='<meta name="generator" content="Joomla! - Open Source Content Management">')  # fmt: skip


@system("tr", "el", style="long", category=True, author=True, body="teaser")
def k2_category(lang, xs):
    rows = "".join(f"""<div class="itemContainer itemContainerLast" style="width:100.0%;"><div class="catItemView groupPrimary">
<div class="catItemHeader"><span class="catItemDateCreated">{x.date()}</span><h3 class="catItemTitle"><a href="{x.url}">{e(x.title)}</a></h3>
<span class="catItemAuthor"><a rel="author" href="/author/1">{e(x.author)}</a></span></div>
<div class="catItemBody"><div class="catItemImageBlock"><span class="catItemImage"><a href="{x.url}"><img src="/{x.index}.jpg" alt=""></a></span></div><div class="catItemIntroText"><p>{e(x.first)}</p></div></div>
<div class="catItemLinks"><div class="catItemCategory"><span>Published in</span> <a href="/news">{e(x.category)}</a></div></div>
<div class="catItemReadMore"><a class="k2ReadMore" href="{x.url}">{x.more}...</a></div></div></div>""" for x in xs)  # fmt: skip
    return page(
        lang,
        f'<div id="k2Container" class="itemListView"><div class="itemList"><div id="itemListPrimary">{rows}</div></div></div>',
    )


@system("fr", "pl", style="long", category=True, author=True, body="teaser")
def joomla_blog(lang, xs):
    rows = "".join(f"""<div class="items-row cols-1 row-{x.index} row-fluid clearfix"><div class="span12"><div class="item column-1" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting">
<div class="page-header"><h2 itemprop="name"><a href="{x.url}" itemprop="url">{e(x.title)}</a></h2></div>
<dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author"><span itemprop="name">{e(x.author)}</span></dd><dd class="category-name"><a href="/cat" itemprop="genre">{e(x.category)}</a></dd><dd class="published"><span class="icon-calendar"></span><time datetime="{x.iso}T00:00:00+00:00" itemprop="datePublished">{x.date()}</time></dd></dl>
<p>{e(x.first)}</p><p class="readmore"><a class="btn" href="{x.url}" itemprop="url">{x.more} ...</a></p></div></div></div>""" for x in xs)  # fmt: skip
    return page(
        lang,
        f'<div class="blog" itemscope itemtype="https://schema.org/Blog">{rows}<div class="pagination"><p class="counter pull-right">Page 1 / 3</p><ul class="pagination-list"><li><span class="pagenav">1</span></li><li><a href="/n?start=5" class="pagenav">2</a></li></ul></div></div>',
        head='<meta name="generator" content="Joomla! - Open Source Content Management">',
    )


@system("de", "it", style="dotted", body="none")
def joomla_table(lang, xs):
    rows = "".join(
        f'<tr class="cat-list-row{x.index % 2}"><td headers="categorylist_header_title" class="list-title"><a href="{x.url}">{e(x.title)}</a></td><td headers="categorylist_header_date" class="list-date small">{x.date("dotted")}</td></tr>'
        for x in xs
    )
    return page(
        lang,
        f'<div class="category-list"><div class="cat-items"><table class="category table table-striped"><thead><tr><th>Titel</th><th>Datum</th></tr></thead><tbody>{rows}</tbody></table></div></div>',
    )


@system("en", "es", "nl", style="long", category=True, author=True, body="teaser", more_last=True)
def wordpress_classic(lang, xs):
    rows = "".join(f"""<article id="post-{x.index}" class="post-{x.index} post type-post status-publish format-standard hentry category-news">
<header class="entry-header"><h2 class="entry-title"><a href="{x.url}" rel="bookmark">{e(x.title)}</a></h2><div class="entry-meta"><span class="posted-on">Posted on <a href="{x.url}" rel="bookmark"><time class="entry-date published" datetime="{x.iso}T09:10:11+00:00">{x.date()}</time><time class="updated" datetime="2018-01-02T09:10:11+00:00"></time></a></span><span class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/m">{e(x.author)}</a></span></span></div></header>
<div class="entry-summary"><p>{e(x.first)} <a href="{x.url}" class="more-link">{x.more} <span class="screen-reader-text">“{e(x.title)}”</span></a></p></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/category/news" rel="category tag">{e(x.category)}</a></span><span class="comments-link"><a href="{x.url}#respond">Leave a comment</a></span></footer></article>""" for x in xs)  # fmt: skip
    return page(
        lang,
        f'<div id="primary" class="content-area"><main id="main" class="site-main"><header class="page-header"><h1 class="page-title">Category: News</h1></header>{rows}<nav class="navigation pagination"><div class="nav-links"><span aria-current="page" class="page-numbers current">1</span><a class="page-numbers" href="/category/news/page/2/">2</a><span class="page-numbers dots">…</span><a class="page-numbers" href="/category/news/page/9/">9</a><a class="next page-numbers" href="/category/news/page/2/">Next</a></div></nav></main></div>',
        attributes=' class="archive category category-news"',
    )


@system("fr", "uk", style="long", category=True, body="full")
def wordpress_full(lang, xs):
    rows = "".join(f"""<div class="post-{x.index} post type-post hentry category-news" id="post-{x.index}"><h2 class="entry-title"><a href="{x.url}" rel="bookmark">{e(x.title)}</a></h2>
<p class="postmetadata"><abbr class="published entry-date" title="{x.iso}">{x.date()}</abbr></p><div class="entry-content">{paras(x)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#tw">Twitter</a></li><li><a href="#fb">Facebook</a></li></ul></div></div>
<p class="entry-utility"><span class="cat-links">Posted in <a href="/c" rel="category tag">{e(x.category)}</a></span></p></div>""" for x in xs)  # fmt: skip
    return page(
        lang, f'<div id="container"><div id="content" role="main">{rows}</div></div>', attributes=' class="home blog"'
    )


@system("de", "pt", "ar", style="long", category=True, body="teaser")
def wordpress_block(lang, xs):
    rows = "".join(f"""<li class="wp-block-post post-{x.index} post type-post status-publish format-standard hentry category-news"><div class="wp-block-group is-layout-flow">
<h2 class="wp-block-post-title"><a href="{x.url}" target="_self">{e(x.title)}</a></h2><div class="wp-block-post-date"><time datetime="{x.iso}T08:00:00+02:00"><a href="{x.url}">{x.date()}</a></time></div>
<div class="taxonomy-category wp-block-post-terms"><a href="/category/news/" rel="tag">{e(x.category)}</a></div>
<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{e(x.first)}</p><p class="wp-block-post-excerpt__more-text"><a class="wp-block-post-excerpt__more-link" href="{x.url}">{x.more}</a></p></div></div></li>""" for x in xs)  # fmt: skip
    return page(
        lang,
        f'<div class="wp-site-blocks"><main class="wp-block-group"><div class="wp-block-query"><ul class="wp-block-post-template is-layout-flow">{rows}</ul><nav class="wp-block-query-pagination"><a class="wp-block-query-pagination-next" href="?query-page=2">Next Page</a></nav></div></main></div>',
        attributes=' class="blog wp-embed-responsive"',
    )


@system("en", "ru", style="long", category=True, body="teaser")
def drupal_views_fields(lang, xs):
    rows = "".join(f"""<div class="views-row views-row-{x.index + 1} views-row-{"odd" if x.index % 2 == 0 else "even"}">
<div class="views-field views-field-created"><span class="field-content">{x.date()}</span></div><div class="views-field views-field-title"><span class="field-content"><a href="{x.url}">{e(x.title)}</a></span></div>
<div class="views-field views-field-field-category"><div class="field-content"><a href="/taxonomy/term/3">{e(x.category)}</a></div></div><div class="views-field views-field-body"><div class="field-content"><p>{e(x.first)}</p></div></div><div class="views-field views-field-view-node"><span class="field-content"><a href="{x.url}">{x.more}</a></span></div></div>""" for x in xs)  # fmt: skip
    return page(
        lang,
        f'<div id="content" class="column"><h1 class="page__title title" id="page-title">News</h1><div class="view view-news view-id-news view-display-id-page"><div class="view-content">{rows}</div><ul class="pager"><li class="pager-current">1</li><li class="pager-item"><a href="/news?page=1">2</a></li><li class="pager-next"><a href="/news?page=1">next ›</a></li></ul></div></div>',
        attributes=' class="html not-front page-news"',
        head='<meta name="generator" content="Drupal 7 (http://drupal.org)">',
    )


@system("es", "tr", style="dotted", body="teaser", author=True)
def drupal_teasers(lang, xs):
    rows = "".join(f"""<div class="views-row"><article role="article" class="node node--type-article node--view-mode-teaser"><h2 class="node__title"><a href="{x.url}" rel="bookmark"><span class="field field--name-title">{e(x.title)}</span></a></h2>
<footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><span class="username">{e(x.author)}</span></span> on <span class="field field--name-created"><time datetime="{x.iso}T10:00:00+00:00">{x.date("dotted")}</time></span></div></footer>
<div class="node__content"><div class="field field--name-body"><p>{e(x.first)}</p></div><div class="node__links"><ul class="links inline"><li class="node-readmore"><a href="{x.url}" rel="tag" title="{e(x.title)}">{x.more}</a></li></ul></div></div></article></div>""" for x in xs)  # fmt: skip
    return page(
        lang,
        f'<main role="main"><div class="region-content"><div class="views-element-container"><div class="view view-frontpage"><div class="view-content">{rows}</div></div></div></div></main>',
    )


@system("pt", "en", style="long", category=True, author=True, body="full", flags=["inherited"])
def blogger(lang, xs):
    out, last = "", None
    for x in xs:
        post = f"""<div class="post-outer"><div class="post hentry uncustomized-post-template" itemprop="blogPost" itemscope="itemscope" itemtype="http://schema.org/BlogPosting"><h3 class="post-title entry-title" itemprop="name"><a href="{x.url}">{e(x.title)}</a></h3><div class="post-header"></div>
<div class="post-body entry-content" id="post-body-{x.index}" itemprop="articleBody">{e(x.first)}<br /><br />{e(x.second)}{" " + e(x.credit) if x.credit else ""}<div style="clear: both;"></div></div>
<div class="post-footer"><div class="post-footer-line post-footer-line-1"><span class="post-author vcard">Posted by <span class="fn" itemprop="author"><span itemprop="name">{e(x.author)}</span></span></span></div><div class="post-footer-line post-footer-line-2"><span class="post-labels">Labels: <a href="/search/label/n" rel="tag">{e(x.category)}</a></span></div></div></div></div>"""  # fmt: skip
        if x.day != last:
            out += (
                "</div></div>" if last else ""
            ) + f'<div class="date-outer"><h2 class="date-header"><span>{x.date()}</span></h2><div class="date-posts">'
        out, last = out + post, x.day
    return page(
        lang,
        f'<div class="main section" id="main"><div class="widget Blog" id="Blog1"><div class="blog-posts hfeed">{out}</div></div></div><div class="blog-pager" id="blog-pager"><span id="blog-pager-older-link"><a class="blog-pager-older-link" href="/search?updated-max=2017" title="Older Posts">Older Posts</a></span></div></div></div>',
        attributes=' class="variant-wide"',
    )


@system("en", style="long", form="Press release", body="teaser")
def gov_uk(lang, xs):
    rows = "".join(f"""<li class="gem-c-document-list__item"><div class="gem-c-document-list__item-title"><a class="govuk-link" href="{x.url}">{e(x.title)}</a></div><p class="gem-c-document-list__item-description">{e(x.first)}</p>
<ul class="gem-c-document-list__item-metadata"><li class="gem-c-document-list__attribute gem-c-document-list__attribute--type">Press release</li><li class="gem-c-document-list__attribute">Updated: <time datetime="{x.iso}">{x.date()}</time></li></ul></li>""" for x in xs)  # fmt: skip
    return page(
        lang,
        f'<main class="govuk-main-wrapper"><h1 class="gem-c-title__text">News and communications</h1><ul class="gem-c-document-list">{rows}</ul><nav class="govuk-pagination" aria-label="Pagination"><div class="govuk-pagination__next"><a class="govuk-link" href="?page=2" rel="next">Next page<span>: 2 of 7</span></a></div></nav></main>',
    )


@system("en", "fr", style="long", category=True, number=True, body="teaser")
def un_press(lang, xs):
    rows = "".join(
        f"""<div class="views-row"><article class="node node--type-press-release node--view-mode-teaser"><div class="field field--name-field-symbol doc-symbol">SC/{12830 + x.index}</div><div class="field--name-field-dateline"><time datetime="{x.iso}T12:00:00Z">{x.date()}</time></div><h3 class="node__title"><a href="{x.url}">{e(x.title)}</a></h3><div class="field--name-field-subject">{e(x.category)}</div><div class="field field--name-body"><p>{e(x.first)}</p></div></article></div>"""
        for x in xs
    )
    return page(lang, f'<div class="view view-press"><div class="view-content">{rows}</div></div>')


@system("fr", "nl", style="long", category=True, body="teaser")
def eu_council(lang, xs):
    rows = "".join(
        f'<li class="gsc-excerpt-list__item"><div class="gsc-excerpt-item"><span class="gsc-excerpt-item__date">{x.date()}</span><span class="gsc-excerpt-item__category">{e(x.category)}</span><a class="gsc-excerpt-item__link" href="{x.url}"><span class="gsc-excerpt-item__title">{e(x.title)}</span></a><div class="gsc-excerpt-item__text">{e(x.first)}</div></div></li>'
        for x in xs
    )
    return page(lang, f'<main><h1>Press releases</h1><ul class="gsc-excerpt-list">{rows}</ul></main>')


@system("en", style="us", form="Press Statement", body="none")
def state_gov(lang, xs):
    rows = "".join(
        f"""<li class="collection-result"><p class="collection-result__type">Press Statement</p><a href="{x.url}" class="collection-result__link" target="_self">{e(x.title)}</a><div class="collection-result-meta"><span dir="ltr">{x.date("us")}</span></div></li>"""
        for x in xs
    )
    return page(
        lang,
        f'<main id="content"><div class="collection-list"><ul class="collection-results">{rows}</ul><nav class="navigation pagination"><div class="nav-links"><span class="page-numbers current">2</span><a class="next page-numbers" href="/press/page/3/">Next</a></div></nav></div></main>',
    )


@system("de", "pl", style="dotted", category=True, body="teaser")
def typo3_news(lang, xs):
    rows = "".join(f"""<div class="article articletype-0 topnews" itemscope="itemscope" itemtype="http://schema.org/Article"><div class="header"><h3><a title="{e(x.title)}" href="{x.url}"><span itemprop="headline">{e(x.title)}</span></a></h3></div>
<div class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="{x.iso}">{x.date("dotted")}</time></span> <span class="news-list-category">{e(x.category)}</span></p></div>
<div class="teaser-text"><div itemprop="description"><p>{e(x.first)}</p></div><a class="more" href="{x.url}">{x.more}</a></div></div>""" for x in xs)  # fmt: skip
    return page(
        lang,
        f'<div id="c42" class="frame"><div class="news"><div class="news-list-view" id="news-container-42">{rows}<ul class="f3-widget-paginator"><li class="current">1</li><li><a href="/p/2">2</a></li><li class="last next"><a href="/p/2">nächste</a></li></ul></div></div></div>',
        head='<meta name="generator" content="TYPO3 CMS">',
    )


@system("es", style="slash", body="teaser")
def sharepoint(lang, xs):
    rows = "".join(
        f'<li class="dfwp-item"><div class="item"><div class="item-date">{x.date("slash")}</div><div class="link-item"><a href="{x.url}" title="">{e(x.title)}</a></div><div class="description">{e(x.first)}</div></div></li>'
        for x in xs
    )
    return page(
        lang,
        f'<form method="post" action="./Noticias.aspx" id="aspnetForm"><div id="s4-workspace"><div id="MSOZoneCell_WebPartWPQ3"><ul class="dfwp-column dfwp-list">{rows}</ul></div></div></form>',
    )


@system("en", "it", style="long", category=True, body="teaser")
def ghost(lang, xs):
    rows = "".join(
        f"""<article class="post-card post"><a class="post-card-image-link" href="{x.url}"></a><div class="post-card-content"><a class="post-card-content-link" href="{x.url}"><header class="post-card-header"><div class="post-card-tags"><span class="post-card-primary-tag">{e(x.category)}</span></div><h2 class="post-card-title">{e(x.title)}</h2></header><div class="post-card-excerpt">{e(x.first)}</div></a><footer class="post-card-meta"><time class="post-card-meta-date" datetime="{x.iso}">{x.date()}</time><span class="post-card-meta-length">2 min read</span></footer></div></article>"""
        for x in xs
    )
    return page(
        lang,
        f'<main id="site-main" class="site-main outer"><div class="inner posts"><div class="post-feed">{rows}</div></div></main>',
        attributes=' class="home-template"',
    )


@system("en", "nl", style="long", category=True, author=True, body="teaser")
def squarespace(lang, xs):
    rows = "".join(
        f"""<article class="blog-basic-grid--container entry blog-item"><div class="blog-basic-grid--text"><div class="blog-meta-section"><span class="blog-meta-primary"><span class="blog-categories-list"><a href="/c" class="blog-categories">{e(x.category)}</a></span><span class="blog-author">{e(x.author)}</span><time class="blog-date" pubdate>{x.date()}</time></span></div><h1 class="blog-title"><a href="{x.url}">{e(x.title)}</a></h1><div class="blog-excerpt"><div class="blog-excerpt-wrapper"><p>{e(x.first)}</p></div></div><a class="blog-more-link" href="{x.url}">{x.more}</a></div></article>"""
        for x in xs
    )
    return page(
        lang,
        f'<main id="page" class="container"><section><div class="blog-basic-grid collection-content-wrapper">{rows}</div></section></main>',
    )


@system("es", style="long", body="teaser")
def wix(lang, xs):
    rows = "".join(
        f'<div data-hook="post-list-item" class="sGx{x.index} _2Hms"><article class="b9k"><a href="{x.url}" class="O16KGI"><div data-hook="post-title" class="xs2MeC"><h2 class="post-title"><p>{e(x.title)}</p></h2></div></a><div data-hook="post-description">{e(x.first)}</div><span data-hook="time-ago" title="{x.date()}" class="time-ago">{x.date()}</span></article></div>'
        for x in xs
    )
    return page(lang, f'<div id="SITE_CONTAINER"><div class="pro-gallery">{rows}</div></div>')


@system("en", "uk", style="long", body="none")
def jekyll(lang, xs):
    rows = "".join(
        f'<li><span class="post-meta">{x.date()}</span><h3><a class="post-link" href="{x.url}">{e(x.title)}</a></h3></li>'
        for x in xs
    )
    return page(
        lang,
        f'<main class="page-content" aria-label="Content"><div class="wrapper"><div class="home"><h2 class="post-list-heading">Posts</h2><ul class="post-list">{rows}</ul></div></div></main>',
    )


@system("it", style="long", author=True, body="teaser")
def plone(lang, xs):
    rows = "".join(
        f'<article class="tileItem visualIEFloatFix entry"><h2 class="tileHeadline"><a class="summary url" href="{x.url}">{e(x.title)}</a></h2><div class="documentByLine"><span class="documentAuthor">by <a href="/author/p">{e(x.author)}</a></span> — <span class="documentPublished">{x.date()}</span></div><p class="tileBody"><span class="description">{e(x.first)}</span></p><div class="tileFooter"><a href="{x.url}">{x.more}</a></div></article>'
        for x in xs
    )
    return page(
        lang,
        f'<div id="content"><h1 class="documentFirstHeading">Notizie</h1><div id="content-core">{rows}</div></div>',
    )


@system("ru", style="clock", time="T14:05", body="teaser")
def bitrix(lang, xs):
    rows = "".join(
        f'<p class="news-item" id="bx_{x.index}"><span class="news-date-time">{x.date("clock")}</span> <a href="{x.url}"><b>{e(x.title)}</b></a><br />{e(x.first)}</p>'
        for x in xs
    )
    return page(lang, f'<div class="workarea"><div class="news-list">{rows}</div></div>')


@system("fr", style="long", body="teaser")
def spip(lang, xs):
    rows = "".join(
        f'<li class="item"><article class="entry article hentry"><strong class="h3-like entry-title"><a href="{x.url}" rel="bookmark" class="titre">{e(x.title)}</a></strong><p class="info-publi publication"><time pubdate="pubdate" datetime="{x.iso}T10:00:00Z">{x.date()}</time></p><div class="introduction entry-content"><p>{e(x.first)}</p></div></article></li>'
        for x in xs
    )
    return page(
        lang,
        f'<div class="liste long articles"><ul class="liste-items">{rows}</ul></div>',
        head='<meta name="generator" content="SPIP 3.1.6">',
    )


@system("el", style="slash", author=True, body="teaser")
def liferay(lang, xs):
    rows = "".join(
        f'<div class="asset-abstract default-asset-publisher"><h3 class="asset-title"><a href="{x.url}">{e(x.title)}</a></h3><div class="asset-content"><div class="asset-summary">{e(x.first)}</div><div class="asset-more"><a href="{x.url}">{x.more}</a></div></div><div class="asset-metadata"><span class="metadata-entry metadata-publish-date">{x.date("slash")}</span><span class="metadata-entry metadata-author">By {e(x.author)}</span></div></div>'
        for x in xs
    )
    return page(lang, f'<div class="portlet-body"><div class="asset-publisher">{rows}</div></div>')


# Layouts of no known system: only their structure tells.


@system("en", "ru", style="long", body="full", title=True, url=False)
def flat_headings(lang, xs):
    rows = "".join(f"<h3>{e(x.title)}</h3>\n<p><em>{x.date()}</em></p>\n{paras(x)}" for x in xs)
    return page(lang, f'<div id="inhalt"><h1>Archive</h1>{rows}</div>')


@system("de", "ar", style="long", category=True, body="full", title=False, url=False)
def flat_date_first(lang, xs):
    rows = "".join(f'<p class="meta">{x.date()} | {e(x.category)}</p>\n{paras(x)}' for x in xs)
    return page(lang, f'<div class="col9">{rows}</div>', extra=False)


@system("pl", "uk", style="dotted", body="teaser")
def table_rows(lang, xs):
    rows = "".join(
        f'<tr><td width="80">{x.date("dotted")}</td><td><a href="{x.url}">{e(x.title)}</a><br>{e(x.first)}</td></tr>'
        for x in xs
    )
    return page(lang, f'<table width="600" cellpadding="4"><tbody>{rows}</tbody></table>', extra=False)


@system("es", "tr", style="long", body="teaser")
def cards(lang, xs):
    rows = "".join(
        f'<a class="c-{x.index}ab tarjeta" href="{x.url}"><div class="foto"></div><div class="cuerpo"><span>{x.date()}</span><h4>{e(x.title)}</h4><p>{e(x.first)}</p></div></a>'
        for x in xs
    )
    return page(lang, f'<section class="rejilla">{rows}</section>')


@system("ar", style="eastern", body="full", title=True, url=True)
def eastern_digits(lang, xs):
    rows = "".join(
        f'<div class="khabar"><h2><a href="{x.url}">{e(x.title)}</a></h2><div class="tarikh">{x.date("eastern")}</div>{paras(x)}<a class="more" href="{x.url}#comments"></a></div>'
        for x in xs
    )
    return page(lang, f'<div class="akhbar">{rows}</div>', extra=False)


@system("en", "it", style="short", body="teaser", flags=["from_heading"])
def year_in_heading(lang, xs):
    rows = "".join(
        f'<li class="riga"><span class="giorno">{x.date("short")}</span><a href="{x.url.rsplit("-", 3)[0]}">{e(x.title)}</a><p>{e(x.first)}</p></li>'
        for x in xs
    )
    return page(
        lang, f'<div><h1>Archive for {xs[0].months[xs[0].day[1] - 1]} 2017</h1><ul class="archivio">{rows}</ul></div>'
    )


@system("nl", "pt", style="long", body="full", title=True, url=False)
def ruled(lang, xs):
    rows = "<hr>".join(f"<h2>{e(x.title)}</h2>{paras(x)}<p><small>{x.date()}</small></p>" for x in xs)
    return page(lang, f'<div class="tekst">{rows}</div>', extra=False)


def expected(name, lang, xs, shown):
    items = []
    full = shown["body"] == "full"
    for x in xs:
        words = x.date(shown["style"])
        url = x.url.rsplit("-", 3)[0] if name == "year_in_heading" else x.url
        items.append({
            "published": x.iso + shown.get("time", ""), "published_as": words,
            "title": x.title if shown.get("title", True) else None,
            "category": x.category if shown.get("category") else None,
            "authors": [x.author] if shown.get("author") else [],
            "credit": x.sources if full else [],
            "credit_as": (x.credit or None) if full else None,
            "body": f"{x.first}\n\n{x.second}" if full else x.first if shown["body"] == "teaser" else "",
            "completeness": "full" if full else "teaser",
            "url": "https://riverbank.example" + url if shown.get("url", True) else None,
            "kind": shown.get("form"), "number": f"SC/{12830 + x.index}" if shown.get("number") else None,
            "flags": shown.get("flags", []),
        })  # fmt: skip
    return {"system": name, "url": "https://riverbank.example/news/", "items": items}


def main():
    for name, (layout, languages, shown) in SYSTEMS.items():
        for at, language in enumerate(languages):
            xs = entries(language, 5 if at == 0 else 10, 4 if at == 0 else 3)
            stem = f"{name.replace('_', '-')}.{language}"
            (HERE / f"{stem}.html").write_text(layout(language, xs), "utf-8")
            text = json.dumps(expected(name, language, xs, shown), ensure_ascii=False, indent=1)
            (HERE / f"{stem}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
