package judge

import (
	"path/filepath"
	"regexp"
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

// Every way to a sheet ends on the page where its title stands: the printed number in
// the contents, the bookmark and the link.
func TestEveryWayLeadsToTheSheet(t *testing.T) {
	entry := regexp.MustCompile(`^(.*?)△?[\d,]+천원(\d+)$`)
	mdLink := regexp.MustCompile(`^\s*- \[(.*)\]\(#.*\)`)
	for _, name := range files(t, ".pdf") {
		if filepath.Base(name) != "book.pdf" {
			continue
		}
		paper := pages(t, name, layout)
		onPage := func(number int, title string) bool {
			if number < 1 || number > len(paper) {
				return false
			}
			return headingAt(paper[number-1].lines, squeeze(title)) > 0
		}
		var titles []string
		for line := range strings.Lines(read(t, strings.TrimSuffix(name, ".pdf")+".md")) {
			if m := mdLink.FindStringSubmatch(line); m != nil {
				titles = append(titles, unescape(m[1]))
			}
		}
		if len(titles) == 0 {
			t.Fatalf("%s: no contents", short(name))
		}
		printed := map[string]int{} // page by number in its foot
		for i, p := range paper {
			if p.number != "" {
				if printed[p.number] != 0 {
					t.Errorf("%s: two pages are - %s -", short(name), p.number)
				}
				printed[p.number] = i + 1
			}
		}
		bookmarks, clicks := map[string]int{}, map[string]int{}
		for _, o := range outlines(t, name) {
			bookmarks[squeeze(o.Title)] = o.Page
			switch squeeze(o.Title) {
			case "일러두기", "차례":
				if !onPage(o.Page, o.Title) {
					t.Errorf("%s: bookmark %s leads to page %d", short(name), o.Title, o.Page)
				}
			}
		}
		at, entries := map[string]int{}, 0 // page by title, as the contents say
		for _, p := range paper[:max(bookmarks[squeeze(titles[0])]-1, 0)] {
			for i, line := range p.lines {
				if m := entry.FindStringSubmatch(squeeze(line)); m != nil {
					entries++
					at[m[1]] = printed[m[2]]
					if i > 0 { // a title of two lines
						at[squeeze(p.lines[i-1])+m[1]] = printed[m[2]]
					}
				}
			}
		}
		for _, l := range links(t, name) {
			clicks[squeeze(l.contents)] = l.to
		}
		for _, title := range titles {
			s := squeeze(title)
			for way, page := range map[string]int{"contents": at[s], "bookmark": bookmarks[s], "link": clicks[s]} {
				if !onPage(page, title) {
					t.Errorf("%s: the %s of %q leads to page %d", short(name), way, title, page)
				}
			}
		}
		if entries != len(titles) {
			t.Errorf("%s: %d entries in the contents, %d sheets", short(name), entries, len(titles))
		}
		t.Logf("%s: %d sheets, %d bookmarks, %d links", short(name), len(titles), len(bookmarks), len(clicks))
	}
}
