package judge

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The tags of the PDFs in the eyes of pdf.js: what a screen reader is led through is the
// Markdown edition, piece by piece and in its order.

// piece is what stands together: a heading, a paragraph, an item of a list, or a row.
type piece struct {
	Role  string // of pdf.js; "" in Markdown
	Text  string
	Cells []struct{ Role, Text string } // of a row
	page  int
	level int  // of a heading, in Markdown
	head  bool // the head of a table, in Markdown
}

// texts of a piece, without white space and what is empty.
func (p piece) texts() []string { return p.folded(squeeze) }

// folded are the texts of a piece, with their white space as fold leaves it, without what is empty.
func (p piece) folded(fold func(string) string) (out []string) {
	all := []string{p.Text}
	if p.Cells != nil {
		all = nil
		for _, c := range p.Cells {
			all = append(all, c.Text)
		}
	}
	for _, text := range all {
		if text = fold(text); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// isHead reports whether a row of the PDF has heads alone.
func (p piece) isHead() bool {
	return len(p.Cells) > 0 && !slices.ContainsFunc(p.Cells, func(c struct{ Role, Text string }) bool { return c.Role != "TH" })
}

// structurePage is a page of a PDF, or one of its bookmarks, in the eyes of pdf.js.
type structurePage struct {
	File   string
	Page   int
	Units  []piece
	Faults []string
	Roles  map[string]int
	Loose  string
	Links  []struct {
		Text string
		Page int
	}
	Bookmark string
}

// structures reads PDFs with pdf.js.
func structures(t testing.TB, files ...string) map[string][]structurePage {
	t.Helper()
	out := map[string][]structurePage{}
	for _, p := range script[structurePage](t, "structure.mjs", files...) {
		out[p.File] = append(out[p.File], p)
	}
	return out
}

var allTags = map[string][]structurePage{}

// tags is [structures] of every finished PDF, read once.
func tags(t *testing.T) map[string][]structurePage {
	t.Helper()
	if len(allTags) == 0 {
		allTags = structures(t, withCounty(t, ".pdf")...)
	}
	return allTags
}

// flow is the text of a PDF in the order of its tags.
func flow(pages []structurePage) (out []piece) {
	for _, p := range pages {
		for _, u := range p.Units {
			if len(u.texts()) > 0 {
				u.page = p.Page
				out = append(out, u)
			}
		}
	}
	return out
}

var (
	mdHeading = regexp.MustCompile(`^(#{1,6}) (.*)$`)
	mdItem    = regexp.MustCompile(`^\s*- `)
	mdLinked  = regexp.MustCompile(`\[([^\]]*)\]\(#[^)]*\)`)
	mdAnchor  = regexp.MustCompile(`<a id="[^"]*"></a>`)
)

// pieces are the pieces of a Markdown edition.
func pieces(md string) (out []piece) {
	inTable := false
	for line := range strings.Lines(md) {
		line = mdAnchor.ReplaceAllString(mdLinked.ReplaceAllString(strings.TrimRight(line, "\n"), "$1"), "")
		p := piece{}
		switch m := mdHeading.FindStringSubmatch(line); {
		case strings.HasPrefix(line, "|"):
			if inTable && strings.Trim(line, "|-: ") == "" {
				continue
			}
			p.head = !inTable
			inTable = true
			for _, c := range cells(line) {
				p.Cells = append(p.Cells, struct{ Role, Text string }{Text: c})
			}
		case m != nil:
			p.level, p.Text = len(m[1]), unescape(m[2])
		default:
			p.Text = unescape(mdItem.ReplaceAllString(line, ""))
		}
		inTable = inTable && strings.HasPrefix(line, "|")
		if len(p.texts()) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// take takes what a piece of the PDF says from the front of what is left of a piece of
// Markdown, cell by cell, and reports whether all of it was found there.
func take(left []string, p piece, fold func(string) string) ([]string, bool) {
	left = slices.Clone(left)
	at := 0
	for _, text := range p.folded(fold) {
		for ; ; at++ {
			if at == len(left) {
				return nil, false
			}
			if rest, ok := strings.CutPrefix(left[at], text); ok && left[at] != "" {
				left[at] = strings.TrimPrefix(rest, " ")
				at++
				break
			}
		}
	}
	return left, true
}

// unlike holds the pieces of a PDF against those of Markdown, and tells the first that
// differs. A piece may go on on the next page, a head may be of several rows, and a chart
// is one piece of the PDF and a table in Markdown. fold says what white space is compared, but in
// a chart.
func unlike(md, pdf []piece, fold func(string) string) (wrong string, compared int) {
	i := 0
	for _, want := range md {
		left := want.folded(fold)
		if i < len(pdf) && pdf[i].Role == "Figure" {
			said := strings.Join(want.texts(), "")
			rest, ok := strings.CutPrefix(squeeze(pdf[i].Text), said)
			if !ok || want.Cells == nil {
				return fmt.Sprintf("page %d: the chart goes on with %q where Markdown has %q", pdf[i].page, rest, left), compared
			}
			pdf = slices.Clone(pdf)
			if pdf[i].Text = rest; rest == "" {
				i++
			}
			compared++
			continue
		}
		if want.head {
			all := strings.Join(left, "")
			for ; i < len(pdf) && pdf[i].isHead() && partOf(all, strings.Join(pdf[i].folded(fold), " ")); i++ {
			}
			continue
		}
		for first := true; strings.Join(left, "") != ""; first = false {
			if i == len(pdf) {
				return fmt.Sprintf("Markdown goes on with %q", left), compared
			}
			p := pdf[i]
			next, ok := take(left, p, fold)
			if !ok && (p.Role == "LI" || p.Role == "TOCI") {
				p.Text = strings.TrimLeft(strings.TrimSpace(p.Text), "-·") // the mark of a level that Markdown marks by its own
				if p.Role == "TOCI" {
					p.Text = regexp.MustCompile(`\s*\d+$`).ReplaceAllString(p.Text, "") // the page
				}
				next, ok = take(left, p, fold)
			}
			switch {
			case !ok || (want.Cells != nil) != (p.Cells != nil):
				return fmt.Sprintf("page %d: %s %q where Markdown has %q", p.page, p.Role, p.folded(fold), left), compared
			case !first && p.page == pdf[i-1].page:
				return fmt.Sprintf("page %d: %q is apart from the piece before it: Markdown has %q", p.page, p.texts(), want.texts()), compared
			case (want.level > 0) != (strings.HasPrefix(p.Role, "H")):
				return fmt.Sprintf("page %d: %q is %s, in Markdown a heading of level %d", p.page, p.texts(), p.Role, want.level), compared
			}
			left = next
			i++
		}
		compared++
	}
	if i < len(pdf) {
		return fmt.Sprintf("page %d: the PDF goes on with %q", pdf[i].page, pdf[i].texts()), compared
	}
	return "", compared
}

// TestChartsAreRead: a chart in the PDF says the rows of its table in Markdown, no more, no less.
func TestChartsAreRead(t *testing.T) {
	md := pieces("분야별 예산액\n\n| 분야 | 예산액 |\n| --- | ---: |\n| 교육 | 20 |\n| 보건 | △3 |\n\n뒤의 글\n")
	for _, c := range []struct {
		chart string
		same  bool
	}{
		{"분야예산액교육20보건△3", true},
		{"분야 예산액 교육 20 보건 △3", true},
		{"분야예산액교육20보건3", false},
		{"분야예산액교육20", false},
		{"분야예산액보건△3교육20", false},
		{"분야예산액교육20보건△34", false},
	} {
		pdf := []piece{{Role: "P", Text: "분야별 예산액"}, {Role: "Figure", Text: c.chart}, {Role: "P", Text: "뒤의 글"}}
		if wrong, _ := unlike(md, pdf, squeeze); (wrong == "") != c.same {
			t.Errorf("%s: %q", c.chart, wrong)
		}
	}
}

// behindCover leaves out the cover, which Markdown gives as a list of properties.
func behindCover(all []piece) []piece {
	i := slices.IndexFunc(all, func(p piece) bool { return p.level > 1 || strings.HasPrefix(p.Role, "H") })
	return all[max(i, 0):]
}

// TestTagsReadAsMarkdown: in the order of its tags every PDF reads as its Markdown; every
// text is tagged or decoration, tables are made of rows of cells, figures have words for
// them, and bookmarks and links lead to where their text stands.
func TestTagsReadAsMarkdown(t *testing.T) {
	read := func(name string) []piece {
		md := pieces(read(t, strings.TrimSuffix(name, ".pdf")+".md"))
		if filepath.Base(name) == "book.pdf" {
			return behindCover(md)
		}
		return md
	}
	total, ways := 0, 0
	for name, pages := range tags(t) {
		md, pdf := read(name), flow(pages)
		if filepath.Base(name) == "book.pdf" {
			pdf = behindCover(pdf)
		}
		wrong, compared := unlike(md, pdf, squeeze)
		if wrong != "" {
			t.Errorf("%s: %s", short(name), wrong)
		}
		total += compared

		stands := func(page int, text string) bool {
			i := slices.IndexFunc(pages, func(p structurePage) bool { return p.Bookmark == "" && p.Page == page })
			return i >= 0 && slices.ContainsFunc(pages[i].Units, func(p piece) bool {
				return strings.Contains(strings.Join(p.texts(), ""), squeeze(text))
			})
		}
		bookmarks := 0
		for i, p := range pages {
			if p.Bookmark != "" {
				bookmarks++
				// A 회계 of one 부서 has no page of its own: its bookmark leads to that of the 부서.
				below := i+1 < len(pages) && pages[i+1].Page == p.Page && stands(p.Page, pages[i+1].Bookmark)
				if cover := p.Bookmark == "표지" && p.Page == 1; !cover && !below && !stands(p.Page, p.Bookmark) {
					t.Errorf("%s: the bookmark %q leads to page %d", short(name), p.Bookmark, p.Page)
				}
				continue
			}
			for _, fault := range p.Faults {
				t.Errorf("%s: page %d: %s", short(name), p.Page, fault)
			}
			if p.Loose != "" {
				t.Errorf("%s: page %d: neither tagged nor decoration: %q", short(name), p.Page, p.Loose)
			}
			for _, l := range p.Links {
				ways++
				if !stands(l.Page, l.Text) {
					t.Errorf("%s: page %d: the link %q leads to page %d", short(name), p.Page, l.Text, l.Page)
				}
			}
		}
		if bookmarks == 0 {
			t.Errorf("%s: no bookmarks", short(name))
		}
		ways += bookmarks
	}
	t.Logf("%d files, %d pieces, %d bookmarks and links", len(tags(t)), total, ways)
}

// Words that the PDF glues or parts are told where white space is compared.
func TestOtherWordsAreTold(t *testing.T) {
	md := pieces("## 1 기본 현황\n\n| 2026<br>예산액 |\n| --- |\n| 쉼터 조성 |\n")
	said := func(heading, head, cell string) []piece {
		row := func(role, text string) piece {
			return piece{Role: "TR", Cells: []struct{ Role, Text string }{{role, text}}}
		}
		return []piece{{Role: "H2", Text: heading}, row("TH", head), row("TD", cell)}
	}
	for _, c := range []struct {
		pdf  []piece
		same bool
	}{
		{said("1  기본 현황", "2026 예산액", "쉼터 조성 "), true},
		{said("1기본 현황", "2026 예산액", "쉼터 조성"), false},
		{said("1 기본 현황", "2026예산액", "쉼터 조성"), false},
		{said("1 기본 현황", "2026 예산액", "쉼터조성"), false},
		{said("1 기본 현황", "2026 예산액", "쉼터 조 성"), false},
	} {
		if wrong, _ := unlike(md, c.pdf, single); (wrong == "") != c.same {
			t.Errorf("%v: %q", c.pdf, wrong)
		}
		if wrong, _ := unlike(md, c.pdf, squeeze); wrong != "" {
			t.Errorf("without white space: %s", wrong)
		}
	}
}

// The comparison itself: one piece changed, moved, left out or said twice is told, wherever.
func TestUnlikeIsTold(t *testing.T) {
	name := filepath.Join(seed(t), "sheets", seedID)
	md, pdf := pieces(read(t, name+".md")), flow(tags(t)[name+".pdf"])
	for i := range pdf {
		if pdf[i].isHead() && len(pdf[i].Cells) > 1 {
			continue // a head is of several rows, and Markdown joins them
		}
		changed := pdf[i]
		if changed.Cells = slices.Clone(changed.Cells); changed.Cells != nil {
			changed.Cells[len(changed.Cells)-1].Text += "0"
		} else {
			changed.Text += "0"
		}
		damaged := map[string][]piece{
			"changed": slices.Concat(pdf[:i], []piece{changed}, pdf[i+1:]),
			"twice":   slices.Insert(slices.Clone(pdf), i, pdf[i]),
			"missing": slices.Delete(slices.Clone(pdf), i, i+1),
		}
		if i > 0 && !slices.Equal(pdf[i].texts(), pdf[i-1].texts()) {
			damaged["moved"] = slices.Concat(pdf[:i-1], []piece{pdf[i], pdf[i-1]}, pdf[i+1:])
		}
		for how, p := range damaged {
			if wrong, _ := unlike(md, p, squeeze); wrong == "" {
				t.Errorf("%q %s is not told", pdf[i].texts(), how)
			}
		}
	}
}
