package judge

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// bound is a finished book: book.md, and the files that its PDF is bound in.
type bound struct {
	name     string // the folder
	chapters []chapter
	files    []*boundFile
}

// boundFile is book.pdf, or a volume.
type boundFile struct {
	name   string
	paper  []page
	begins map[string]int // pages on which chapters begin, from 1
}

// chapter is what stands behind an anchor of book.md.
type chapter struct {
	id, title string
	md        string
	entries   []directoryEntry // of 차례 and 색인
}

// directoryEntry is a line of 차례 or 색인, without white space.
type directoryEntry struct{ text, target string }

var (
	chapterAnchor = regexp.MustCompile(`^<a id="(.*)"></a>$`)
	directoryLink = regexp.MustCompile(`^\[(.*)\]\(#([^()]*)\)(.*)$`)
	directoryItem = regexp.MustCompile(`^ *- (.*)$`)
)

var readBooks []*bound

// books are all finished books, and the county's in volumes, read once.
func books(t *testing.T) []*bound {
	Tool(t, "pdftotext")
	if readBooks != nil {
		return readBooks
	}
	var names []string
	for _, name := range withCounty(t, ".pdf") {
		if filepath.Base(name) == "book.pdf" {
			names = append(names, filepath.Dir(name))
		}
	}
	t.Run("county in volumes", func(t *testing.T) { names = append(names, countyVolumes(t)) })
	for _, name := range names {
		readBooks = append(readBooks, open(t, name))
	}
	return readBooks
}

// countyVolumes is the folder of the county's book in volumes of 300 pages.
func countyVolumes(t testing.TB) string {
	t.Helper()
	county(t)
	data, out := filepath.Join(scratch, "county-volumes-data"), filepath.Join(scratch, "county-volumes")
	if err := os.CopyFS(data, os.DirFS(filepath.Join(scratch, "county-data"))); err != nil {
		t.Fatal(err)
	}
	book := filepath.Join(data, "book.toml")
	if err := os.WriteFile(book, []byte("volume_pages = 300\n"+read(t, book)), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, ".", nil, budgetbook(t), "build", data, "-o", out, "-edition", "council", "-format", "pdf,md")
	return filepath.Join(out, "council")
}

// open reads a book and finds where its chapters begin. 일러두기, 차례 and 판권 stand in every volume,
// all others in one, in order.
func open(t *testing.T, name string) *bound {
	b := &bound{name: name, chapters: chapters(read(t, filepath.Join(name, "book.md")))}
	names, _ := filepath.Glob(filepath.Join(name, "volumes", "*.pdf"))
	if names == nil {
		names = []string{filepath.Join(name, "book.pdf")}
	}
	var once, always []chapter
	for _, c := range b.chapters {
		if slices.Contains([]string{"book.guide", "book.contents", "book.colophon"}, c.id) {
			always = append(always, c)
		} else {
			once = append(once, c)
		}
	}
	for _, name := range names {
		f := &boundFile{name: name, paper: pages(t, name, layout), begins: map[string]int{}}
		for i, p := range f.paper[1:] { // behind the cover
			at := func(c chapter) bool { return headingAt(p.lines, squeeze(c.title)) > 0 }
			if len(once) > 0 && at(once[0]) {
				f.begins[once[0].id], once = i+2, once[1:]
			} else if n := slices.IndexFunc(always, at); n >= 0 {
				f.begins[always[n].id] = i + 2
			}
		}
		for _, c := range always {
			if f.begins[c.id] == 0 {
				t.Fatalf("%s: no page begins with %q", short(f.name), c.title)
			}
		}
		b.files = append(b.files, f)
	}
	if len(once) > 0 {
		t.Fatalf("%s: no page begins with %q", short(name), once[0].title)
	}
	return b
}

// in are the pages of the chapter in a file; none where it is in another.
func (f *boundFile) in(c chapter) []page {
	begin, end := f.begins[c.id], len(f.paper)+1
	if begin == 0 {
		return nil
	}
	for _, other := range f.begins {
		if other > begin {
			end = min(end, other)
		}
	}
	return f.paper[begin-1 : end-1]
}

// pageOf is what a line in the file prints for a chapter: 23, or 2-23 of a book in volumes.
func (b *bound) pageOf(f *boundFile, id string) string {
	if n := f.begins[id]; n > 0 && len(b.files) == 1 {
		return strconv.Itoa(n)
	}
	at := slices.IndexFunc(b.files, func(other *boundFile) bool { return other.begins[id] > 0 })
	if f.begins[id] > 0 {
		at = slices.Index(b.files, f) // also in this one
	}
	if at < 0 {
		return "nowhere"
	}
	return fmt.Sprintf("%d-%d", at+1, b.files[at].begins[id])
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
// print, the link on it and the bookmark; in every volume, of the chapters in all volumes.
func TestEveryWayLeadsToTheChapter(t *testing.T) {
	for _, b := range books(t) {
		for _, f := range b.files {
			bookmarks := outlines(t, f.name)
			// A divider's title names first what it stands in, which its bookmark stands below.
			leads := func(title string, page int) bool {
				return slices.ContainsFunc(bookmarks, func(o outline) bool {
					return o.Page == page && (squeeze(title) == squeeze(o.Title) || strings.HasSuffix(title, " "+o.Title))
				})
			}
			for i, p := range f.paper[1:] {
				if p.number != strconv.Itoa(i+2) {
					t.Errorf("%s: page %d is - %s -", short(f.name), i+2, p.number)
				}
			}
			clicks, lines, outside := links(t, f.name), 0, 0
			for _, c := range b.chapters {
				if n := f.begins[c.id]; n > 0 && !leads(c.title, n) {
					t.Errorf("%s: no bookmark leads to %q on page %d", short(f.name), c.title, n)
				}
				if len(c.entries) == 0 || f.begins[c.id] == 0 {
					continue
				}
				var text strings.Builder
				for _, p := range f.in(c) {
					for _, line := range p.lines {
						text.WriteString(squeeze(line) + "\n")
					}
				}
				rest := strings.TrimPrefix(text.String(), squeeze(c.title))
				if first, after, _ := strings.Cut(strings.TrimPrefix(rest, "\n"), "\n"); len(b.files) > 1 && strings.HasPrefix(first, "※") {
					rest = after
				}
				for _, e := range c.entries {
					var ok bool
					if rest, ok = cutLines(rest, e.text); !ok {
						t.Errorf("%s: %s has no line %q at its place, but %.60q", short(f.name), c.title, e.text, rest)
						break
					}
					if e.target == "" {
						continue
					}
					lines++
					page, after, _ := strings.Cut(rest, "\n")
					if want := b.pageOf(f, e.target); page != want {
						t.Errorf("%s: %s says %q for %q, which begins on %q", short(f.name), c.title, page, e.text, want)
					}
					rest = after
					if f.begins[e.target] == 0 {
						outside++ // in another volume: no link
						continue
					}
					n := 0
					for n < len(clicks) && clicks[n].to == f.begins[e.target] && strings.HasPrefix(e.text, squeeze(clicks[n].contents)) {
						n++ // a title of two lines has two links
					}
					if n == 0 {
						t.Errorf("%s: the link on %q in %s leads elsewhere: %v", short(f.name), e.text, c.title, clicks[:min(1, len(clicks))])
					}
					clicks = clicks[n:]
				}
			}
			if lines == 0 || len(clicks) > 0 || (outside > 0) != (len(b.files) > 1) {
				t.Errorf("%s: %d lines with a page, %d of other volumes; links left over: %v", short(f.name), lines, outside, clicks)
			}
			t.Logf("%s: %d chapters, %d lines (%d of other volumes), %d bookmarks", short(f.name), len(f.begins), lines, outside, len(bookmarks))
		}
	}
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

// readdSums re-adds a table of sums: 계 is the sum of its rows, a row that has rows with - below
// it is theirs. printed is 계 by the head of its column.
func readdSums(table [][]string) (wrong []string, printed map[string]int64, compared int) {
	printed = map[string]int64{}
	for c := 1; c < len(table[0]); c++ {
		head := table[0][c]
		if strings.Contains(head, "100") || head == "구성비" {
			continue // percents are not added up
		}
		check := func(name, cell string, rows [][]string) {
			want, known := amountIn(cell)
			total := int64(0)
			for _, row := range rows {
				n, ok := amountIn(row[c])
				known = known && ok
				total += n
			}
			if known && len(rows) > 0 && head != "사업 수" || known && name == "계" {
				compared++
				if total != want {
					wrong = append(wrong, fmt.Sprintf("%s, %s: printed %d, the parts give %d", name, head, want, total))
				}
			}
		}
		var outer [][]string
		for i, row := range table {
			if i < 2 || strings.HasPrefix(row[0], "- ") {
				continue
			}
			outer = append(outer, row)
			end := i + 1
			for end < len(table) && strings.HasPrefix(table[end][0], "- ") {
				end++
			}
			check(row[0], row[c], table[i+1:end])
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
					if table[1][0] != "계" { // a chart, or 결산 of the whole book
						continue
					}
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
			var paper []page
			for _, f := range b.files {
				paper = append(paper, f.in(c)...)
			}
			pdf, missing := regions(paper, headings(md))
			if missing != "" {
				t.Errorf("%s: no heading %q", short(b.name), missing)
				continue
			}
			wrong, _ := differences(md, pdf)
			wrong = slices.DeleteFunc(wrong, func(w string) bool { // heads behind a chart
				m := repeated.FindStringSubmatch(w)
				return m != nil && slices.Contains(headFigures(md), m[1])
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

// repeated is a figure that Markdown has less often.
var repeated = regexp.MustCompile(`: (\d+) stands -\d+ times`)

// headFigures are the figures in the heads of tables.
func headFigures(md []section) (out []string) {
	for _, s := range md {
		for _, table := range s.tables {
			out = append(out, number.FindAllString(strings.Join(table[0], " "), -1)...)
		}
	}
	return out
}

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
	good := []string{"| 분야·부문 | 2026예산액 (B) |", "| 계 | 10 |", "| 가 | 1 |", "| - 나 | 1 |", "| 다 | (x2) 9 |", "| - 라 | 4 |", "| - 마 | 5 |"}
	if wrong, printed, compared := readdSums(table(good...)); len(wrong) > 0 || compared != 3 || printed["2026예산액 (B)"] != 10 {
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
