package judge

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// bound is a finished book.pdf, cut where the chapters of book.md begin.
type bound struct {
	name     string // book.pdf
	paper    []page
	chapters []chapter
}

// chapter is what stands behind an anchor of book.md.
type chapter struct {
	id, title   string
	md          string
	entries     []directoryEntry // of 차례 and 색인
	begin, last int              // pages of the PDF, from 1
}

// directoryEntry is a line of 차례 or 색인, without white space.
type directoryEntry struct{ text, target string }

var (
	chapterAnchor = regexp.MustCompile(`^<a id="(.*)"></a>$`)
	directoryLink = regexp.MustCompile(`^\[(.*)\]\(#([^()]*)\)(.*)$`)
	directoryItem = regexp.MustCompile(`^ *- (.*)$`)
)

var readBooks []*bound

// books are all finished books, read once.
func books(t *testing.T) (out []*bound) {
	if readBooks != nil {
		return readBooks
	}
	for _, name := range withCounty(t, ".pdf") {
		if filepath.Base(name) != "book.pdf" {
			continue
		}
		b := &bound{name: name, paper: pages(t, name, layout), chapters: chapters(read(t, strings.TrimSuffix(name, ".pdf")+".md"))}
		at := 1 // behind the cover
		for i := range b.chapters {
			c := &b.chapters[i]
			for at < len(b.paper) && headingAt(b.paper[at].lines, squeeze(c.title)) == 0 {
				at++
			}
			if at == len(b.paper) {
				t.Fatalf("%s: no page begins with %q", short(name), c.title)
			}
			at++
			if c.begin, c.last = at, len(b.paper); i > 0 {
				b.chapters[i-1].last = at - 1
			}
		}
		out = append(out, b)
	}
	readBooks = out
	return out
}

// chapters cuts a book.md.
func chapters(md string) (out []chapter) {
	for line := range strings.Lines(md) {
		if m := chapterAnchor.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			out = append(out, chapter{id: m[1]})
			continue
		}
		if len(out) == 0 {
			continue
		}
		c := &out[len(out)-1]
		c.md += line
		line = strings.TrimRight(line, "\n")
		if m := heading.FindStringSubmatch(line); m != nil && c.title == "" {
			c.title = unescape(m[1])
		}
		if m := directoryItem.FindStringSubmatch(line); m != nil {
			e := directoryEntry{text: squeeze(unescape(m[1]))}
			if m := directoryLink.FindStringSubmatch(m[1]); m != nil {
				e = directoryEntry{squeeze(unescape(m[1] + m[3])), m[2]}
			}
			c.entries = append(c.entries, e)
		}
	}
	for i := range out {
		out[i].md = strings.TrimSpace(out[i].md)
		if !slices.ContainsFunc(out[i].entries, func(e directoryEntry) bool { return e.target != "" }) {
			out[i].entries = nil // an ordinary list
		}
	}
	return out
}

// Every way to a chapter ends on the page where it begins: the number that 차례 and 색인
// print, the link on it and the bookmark.
func TestEveryWayLeadsToTheChapter(t *testing.T) {
	for _, b := range books(t) {
		begins, number, bookmarks := map[string]int{}, map[string]string{}, map[string]bool{}
		for _, o := range outlines(t, b.name) {
			bookmarks[squeeze(o.Title)+" "+strconv.Itoa(o.Page)] = true
		}
		for _, c := range b.chapters {
			begins[c.id], number[c.id] = c.begin, b.paper[c.begin-1].number
			if !bookmarks[squeeze(c.title)+" "+strconv.Itoa(c.begin)] {
				t.Errorf("%s: no bookmark leads to %q on page %d", short(b.name), c.title, c.begin)
			}
		}
		for i, p := range b.paper[1:] {
			if p.number != strconv.Itoa(i+2) {
				t.Errorf("%s: page %d is - %s -", short(b.name), i+2, p.number)
			}
		}
		clicks, lines := links(t, b.name), 0
		for _, c := range b.chapters {
			if len(c.entries) == 0 {
				continue
			}
			rest := strings.TrimPrefix(strings.Join(b.lines(c), "\n"), squeeze(c.title))
			for _, e := range c.entries {
				var ok bool
				if rest, ok = cutLines(rest, e.text); !ok {
					t.Errorf("%s: %s has no line %q at its place, but %.60q", short(b.name), c.title, e.text, rest)
					break
				}
				if e.target == "" {
					continue
				}
				lines++
				page, after, _ := strings.Cut(rest, "\n")
				if rest = after; page != number[e.target] {
					t.Errorf("%s: %s says %q for %q, which begins on %q", short(b.name), c.title, page, e.text, number[e.target])
				}
				n := 0
				for n < len(clicks) && clicks[n].to == begins[e.target] && strings.HasPrefix(e.text, squeeze(clicks[n].contents)) {
					n++ // a title of two lines has two links
				}
				if n == 0 {
					t.Errorf("%s: the link on %q in %s leads elsewhere: %v", short(b.name), e.text, c.title, clicks[:min(1, len(clicks))])
				}
				clicks = clicks[n:]
			}
		}
		if lines == 0 || len(clicks) > 0 {
			t.Errorf("%s: %d lines with a page; links left over: %v", short(b.name), lines, clicks)
		}
		t.Logf("%s: %d chapters, %d lines, %d bookmarks", short(b.name), len(b.chapters), lines, len(bookmarks))
	}
}

// lines of the chapter on paper, without white space.
func (b *bound) lines(c chapter) (out []string) {
	for _, p := range b.paper[c.begin-1 : c.last] {
		for _, line := range p.lines {
			out = append(out, squeeze(line))
		}
	}
	return out
}

// cutLines takes the text from the beginning of lines, wherever the lines break.
func cutLines(lines, text string) (rest string, ok bool) {
	for lines = strings.TrimLeft(lines, "\n"); text != ""; lines = strings.TrimLeft(lines, "\n") {
		n := 0
		for n < len(lines) && n < len(text) && lines[n] == text[n] {
			n++
		}
		if n == 0 {
			return lines, false
		}
		lines, text = lines[n:], text[n:]
	}
	return lines, true
}

// readdSums re-adds a table of sums: 계 is the sum of its rows, 소계 that of the rows below
// it. labels is how many columns of names it has. printed is 계 by the head of its column.
func readdSums(table [][]string) (wrong []string, printed map[string]int64, compared int) {
	printed = map[string]int64{}
	labels := 1
	if slices.ContainsFunc(table, func(row []string) bool { return row[1] == "소계" }) || table[1][1] == "" {
		labels = 2
	}
	for c := labels; c < len(table[0]); c++ {
		head := table[0][c]
		if strings.Contains(head, "100") || head == "구성비" {
			continue // percents are not added up
		}
		sum := func(rows [][]string) (total int64, known bool) {
			for _, row := range rows {
				n, ok := amountIn(row[c])
				if !ok {
					return 0, false
				}
				total += n
			}
			return total, true
		}
		check := func(name, cell string, rows [][]string) {
			want, given := amountIn(cell)
			if got, known := sum(rows); given && known {
				compared++
				if got != want {
					wrong = append(wrong, fmt.Sprintf("%s, %s: printed %d, the parts give %d", name, head, want, got))
				}
			}
		}
		var outer [][]string
		for i, row := range table[2:] {
			if row[0] == "" {
				continue
			}
			outer = append(outer, row)
			if labels == 2 && row[1] == "소계" {
				end := i + 3
				for end < len(table) && table[end][0] == "" {
					end++
				}
				check(row[0], row[c], table[i+3:end])
			}
		}
		check("계", table[1][c], outer)
		if n, ok := amountIn(table[1][c]); ok {
			printed[head] = n
		}
	}
	return wrong, printed, compared
}

// The tables of sums before and between the sheets add up, and what they add up to is what the
// sheets behind them print.
func TestSumsOfTheBook(t *testing.T) {
	total := 0
	for _, b := range books(t) {
		var sheets int64 // 예산 총괄 of all sheets
		count := 0
		for _, c := range b.chapters {
			for _, s := range sections(c.md) {
				if s.heading == "□ 예산 총괄" {
					n, _ := amountIn(s.tables[0][1][slices.IndexFunc(s.tables[0][0], func(h string) bool { return currentHead.MatchString(h) })])
					sheets += n
					count++
				}
			}
		}
		tables := 0
		for _, c := range b.chapters {
			if !strings.HasPrefix(c.id, "book.summary") && !strings.HasPrefix(c.id, "book.divider") {
				continue
			}
			for _, s := range sections(c.md) {
				for _, table := range s.tables {
					tables++
					wrong, printed, compared := readdSums(table)
					total += compared
					for _, w := range wrong {
						t.Errorf("%s: %s, %s: %s", short(b.name), c.title, s.heading, w)
					}
					for head, n := range printed {
						switch {
						case strings.HasPrefix(c.id, "book.divider"):
						case currentHead.MatchString(head) && n != sheets:
							t.Errorf("%s: %s, %s: %d, the sheets print %d", short(b.name), s.heading, head, n, sheets)
						case head == "사업 수" && n != int64(count):
							t.Errorf("%s: %s: %d projects, %d sheets", short(b.name), s.heading, n, count)
						}
					}
				}
			}
			// On paper as in Markdown.
			md := sections(c.md)
			pdf, missing := regions(b.paper[c.begin-1:c.last], headings(md))
			if missing != "" {
				t.Errorf("%s: no heading %q", short(b.name), missing)
				continue
			}
			wrong, _ := differences(md, pdf)
			wrong = slices.DeleteFunc(wrong, func(w string) bool { // the name of a group stands again on its next page
				return repeatedGroup.MatchString(w) && strings.Contains(c.md, "\n| "+repeatedGroup.FindStringSubmatch(w)[1]+" ")
			})
			if len(wrong) > 0 {
				t.Errorf("%s: %s:\n%s", short(b.name), c.title, strings.Join(wrong, "\n"))
			}
		}
		if count > 1 && tables == 0 {
			t.Errorf("%s: %d sheets and no table of sums", short(b.name), count)
		}
		t.Logf("%s: %d sheets, %d tables", short(b.name), count, tables)
	}
	t.Logf("%d sums", total)
}

// repeatedGroup is a code of 편성목 that Markdown has less often.
var repeatedGroup = regexp.MustCompile(`: (\d{3}) stands -\d+ times`)

// currentHead is the column of the budget itself.
var currentHead = regexp.MustCompile(`^(\d+예산액 \(B\)|제\d+회 추경안 \(A\))$`)

// The adding itself: a changed figure is noticed wherever it stands in a sum.
func TestSumsOfTheBookAreSeen(t *testing.T) {
	table := func(rows ...string) (out [][]string) {
		for _, r := range rows {
			out = append(out, cells(r))
		}
		return out
	}
	good := []string{"| 분 야 | 부 문 | 2026예산액 (B) |", "| 계 |  | 10 |", "| 가 | 나 | 1 |", "| 다 | 소계 | (x2) 9 |", "|  | 라 | 4 |", "|  | 마 | 5 |"}
	if wrong, printed, compared := readdSums(table(good...)); len(wrong) > 0 || compared != 2 || printed["2026예산액 (B)"] != 10 {
		t.Errorf("%v, %v, %d sums", wrong, printed, compared)
	}
	for i := range good[1:] {
		bad := slices.Clone(good)
		bad[i+1] = strings.TrimSuffix(bad[i+1], " |") + "0 |"
		if wrong, _, _ := readdSums(table(bad...)); len(wrong) == 0 {
			t.Errorf("%s was not noticed", bad[i+1])
		}
	}
}
