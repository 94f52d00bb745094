package judge

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Every PDF of every book is sound: its structure, its pages, its fonts and its text.
func TestPDFsAreSound(t *testing.T) {
	field := func(info, name string) string {
		m := regexp.MustCompile(`(?m)^` + name + `:\s+(.*)$`).FindStringSubmatch(info)
		if m == nil {
			return ""
		}
		return strings.TrimSpace(m[1])
	}
	sizes := regexp.MustCompile(`(?m)^Page\s+\d+ size:\s+(.*)$`)
	font := regexp.MustCompile(`(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$`)
	count := 0
	for _, name := range files(t, ".pdf") {
		if out := output(t, "qpdf", "--check", name); !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: qpdf --check:\n%s", short(name), out)
		}
		info := output(t, "pdfinfo", "-l", "100000", name)
		text := pages(t, name, raw)
		count += len(text)
		if got := field(info, "Pages"); got == "0" || got != strconv.Itoa(len(text)) {
			t.Errorf("%s: %s pages, text of %d", short(name), got, len(text))
		}
		md := strings.TrimSuffix(name, ".pdf") + ".md"
		if title, want := field(info, "Title"), sections(read(t, md))[0].heading; title != want {
			t.Errorf("%s: title %q, want %q", short(name), title, want)
		}
		found := sizes.FindAllStringSubmatch(info, -1)
		if len(found) != len(text) {
			t.Errorf("%s: %d page sizes, %d pages", short(name), len(found), len(text))
		}
		for i, m := range found {
			if m[1] != "595.28 x 841.89 pts (A4)" {
				t.Errorf("%s: page %d is %s", short(name), i+1, m[1])
			}
		}
		fonts := strings.Split(strings.TrimSpace(output(t, "pdffonts", name)), "\n")[2:]
		if len(fonts) == 0 {
			t.Errorf("%s: no fonts", short(name))
		}
		for _, line := range fonts {
			if m := font.FindStringSubmatch(strings.TrimSpace(line)); m == nil || m[1] != "yes" || m[3] != "yes" {
				t.Errorf("%s: font not embedded or without Unicode: %s", short(name), line)
			}
		}
		for i, p := range text {
			for _, line := range p.lines {
				if !norm.NFC.IsNormalString(line) {
					t.Errorf("%s: page %d is not NFC: %q", short(name), i+1, line)
				}
				if strings.ContainsFunc(line, func(r rune) bool { return r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) }) {
					t.Errorf("%s: page %d has a character without meaning: %q", short(name), i+1, line)
				}
			}
		}
	}
	t.Logf("%d files, %d pages", len(files(t, ".pdf")), count)
}

// Every way to a chapter ends on the page where it begins: the number that 차례 and 색인
// print, the link on it and the bookmark. Chapters and lines are those of book.md.
func TestEveryWayLeadsToTheChapter(t *testing.T) {
	for _, name := range files(t, ".pdf") {
		if filepath.Base(name) != "book.pdf" {
			continue
		}
		chapters := bookChapters(read(t, strings.TrimSuffix(name, ".pdf")+".md"))
		paper := pages(t, name, layout)
		number := map[string]string{} // printed page number by chapter
		begins := map[string]int{}
		bookmarks := map[string]bool{}
		for _, o := range outlines(t, name) {
			bookmarks[squeeze(o.Title)+" "+strconv.Itoa(o.Page)] = true
		}
		at := 1 // behind the cover
		for _, c := range chapters {
			for at < len(paper) && headingAt(paper[at].lines, squeeze(c.title)) == 0 {
				at++
			}
			if at == len(paper) {
				t.Fatalf("%s: no page begins with %q", short(name), c.title)
			}
			at++
			begins[c.id], number[c.id] = at, paper[at-1].number
			if !bookmarks[squeeze(c.title)+" "+strconv.Itoa(at)] {
				t.Errorf("%s: no bookmark leads to %q on page %d", short(name), c.title, at)
			}
		}
		printed := map[string]bool{}
		for i, p := range paper {
			if p.number != "" && (printed[p.number] || p.number != strconv.Itoa(i+1)) {
				t.Errorf("%s: page %d is - %s -", short(name), i+1, p.number)
			}
			printed[p.number] = true
		}

		clicks, entries := links(t, name), 0
		for i, c := range chapters {
			if len(c.entries) == 0 {
				continue
			}
			last := len(paper)
			if i+1 < len(chapters) {
				last = begins[chapters[i+1].id] - 1
			}
			var text strings.Builder
			for _, p := range paper[begins[c.id]-1 : last] {
				for _, line := range p.lines {
					text.WriteString(squeeze(line) + "\n")
				}
			}
			rest := text.String()[len(squeeze(c.title)):]
			for _, e := range c.entries {
				var ok bool
				if rest, ok = cutLines(rest, e.text); !ok {
					t.Errorf("%s: %s has no line %q at its place, but %.60q", short(name), c.title, e.text, rest)
					break
				}
				if e.target == "" {
					continue
				}
				entries++
				page, after, _ := strings.Cut(rest, "\n")
				if rest = "\n" + after; page != number[e.target] {
					t.Errorf("%s: %s says %q for %q, which begins on %q", short(name), c.title, page, e.text, number[e.target])
				}
				n := 0
				for n < len(clicks) && clicks[n].to == begins[e.target] && strings.HasPrefix(e.text, squeeze(clicks[n].contents)) {
					n++ // a title of two lines has two links
				}
				if n == 0 {
					t.Errorf("%s: the link on %q in %s leads elsewhere: %v", short(name), e.text, c.title, clicks[:min(1, len(clicks))])
				}
				clicks = clicks[n:]
			}
		}
		if entries == 0 || len(clicks) > 0 {
			t.Errorf("%s: %d lines with a page; links left over: %v", short(name), entries, clicks)
		}
		t.Logf("%s: %d chapters, %d lines, %d bookmarks", short(name), len(chapters), entries, len(bookmarks))
	}
}

// bookChapter is what stands behind an anchor of book.md.
type bookChapter struct {
	id, title string
	entries   []bookEntry
}

// bookEntry is a line of 차례 or 색인, without white space.
type bookEntry struct{ text, target string }

var (
	chapterAnchor = regexp.MustCompile(`^<a id="(.*)"></a>$`)
	directoryLink = regexp.MustCompile(`^\[(.*)\]\(#([^()]*)\)(.*)$`)
	directoryItem = regexp.MustCompile(`^ *- (.*)$`)
)

func bookChapters(md string) (out []bookChapter) {
	for line := range strings.Lines(md) {
		line = strings.TrimRight(line, "\n")
		if m := chapterAnchor.FindStringSubmatch(line); m != nil {
			out = append(out, bookChapter{id: m[1]})
			continue
		}
		if len(out) == 0 {
			continue
		}
		c := &out[len(out)-1]
		if m := heading.FindStringSubmatch(line); m != nil && c.title == "" {
			c.title = unescape(m[1])
		}
		if m := directoryItem.FindStringSubmatch(line); m != nil {
			e := bookEntry{text: squeeze(unescape(m[1]))}
			if m := directoryLink.FindStringSubmatch(m[1]); m != nil {
				e = bookEntry{squeeze(unescape(m[1] + m[3])), m[2]}
			}
			c.entries = append(c.entries, e)
		}
	}
	for i := range out {
		if !slices.ContainsFunc(out[i].entries, func(e bookEntry) bool { return e.target != "" }) {
			out[i].entries = nil // an ordinary list
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
