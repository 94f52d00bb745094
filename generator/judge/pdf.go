package judge

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

// page is the text of a page as poppler reads it.
type page struct {
	lines  []string // without empty lines, running head and foot
	number string   // printed in the foot; "" where there is no foot
}

// reading is the order in which poppler gives the text of a page.
type reading string

const (
	layout reading = "-layout" // as it stands on the paper
	raw    reading = "-raw"    // as it stands in the file: reading order
)

var foot = regexp.MustCompile(`- ?(\d+) ?/ ?\d+ ?-\s*$`)

// pages reads the text of a PDF.
func pages(t testing.TB, file string, o reading) (out []page) {
	t.Helper()
	text := output(t, "pdftotext", string(o), "-enc", "UTF-8", file, "-")
	for _, s := range strings.Split(strings.TrimSuffix(text, "\f"), "\f") {
		var p page
		for line := range strings.Lines(s) {
			if line = strings.TrimRight(line, "\n"); strings.TrimSpace(line) != "" {
				p.lines = append(p.lines, line)
			}
		}
		last := len(p.lines) - 1
		if last < 1 {
			out = append(out, p)
			continue
		}
		if m := foot.FindStringSubmatch(p.lines[last]); m != nil {
			p.number = m[1]
			if o == raw { // head and foot are written behind the page's content
				p.lines = p.lines[:last-1]
			} else {
				p.lines = p.lines[1:last]
			}
		}
		out = append(out, p)
	}
	return out
}

// outline is one entry of a PDF's bookmarks, as qpdf reads it.
type outline struct {
	Title string    `json:"title"`
	Page  int       `json:"destpageposfrom1"`
	Kids  []outline `json:"kids"`
}

// link is a link annotation inside a PDF.
type link struct {
	from, to int // pages, from 1
	contents string
}

// outlines reads the bookmarks, parents before children.
func outlines(t testing.TB, file string) (flat []outline) {
	t.Helper()
	var f struct {
		Outlines []outline `json:"outlines"`
	}
	decode(t, output(t, "qpdf", "--json", "--json-key=outlines", file), &f)
	var walk func([]outline)
	walk = func(list []outline) {
		for _, o := range list {
			flat = append(flat, o)
			walk(o.Kids)
		}
	}
	walk(f.Outlines)
	return flat
}

// pageObjects reads what qpdf says of a file (--json-key=pages, --json-key=qpdf): its pages in
// order, as references, and its objects by "obj:" and reference.
func pageObjects[T any](t testing.TB, text string) (pages []string, objects map[string]T) {
	t.Helper()
	var f struct {
		Pages []struct {
			Object string `json:"object"`
		} `json:"pages"`
		Qpdf []json.RawMessage `json:"qpdf"`
	}
	decode(t, text, &f)
	for _, page := range f.Pages {
		pages = append(pages, page.Object)
	}
	decode(t, string(f.Qpdf[1]), &objects)
	return pages, objects
}

// links reads the link annotations in page order.
func links(t testing.TB, file string) (out []link) {
	t.Helper()
	pages, objects := pageObjects[struct {
		Value json.RawMessage `json:"value"`
	}](t, output(t, "qpdf", "--json", "--json-key=pages", "--json-key=qpdf", file))
	number := map[string]int{}
	for i, page := range pages {
		number[page] = i + 1
	}
	for i, page := range pages {
		var node struct {
			Annots []string `json:"/Annots"`
		}
		decode(t, string(objects["obj:"+page].Value), &node)
		for _, ref := range node.Annots {
			var a struct {
				Subtype  string `json:"/Subtype"`
				Contents string `json:"/Contents"`
				Dest     []any  `json:"/Dest"`
			}
			decode(t, string(objects["obj:"+ref].Value), &a)
			if a.Subtype != "/Link" {
				continue
			}
			l := link{from: i + 1, contents: strings.TrimPrefix(a.Contents, "u:")}
			if len(a.Dest) > 0 {
				target, _ := a.Dest[0].(string)
				l.to = number[target]
			}
			out = append(out, l)
		}
	}
	return out
}

func decode(t testing.TB, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatal(err)
	}
}

// region is what stands under one heading of a PDF.
type region struct {
	heading string
	pages   [][]string // lines, page by page
}

// text of a region, line by line.
func (r region) text() string {
	var b strings.Builder
	for _, p := range r.pages {
		b.WriteString(strings.Join(p, "\n") + "\n")
	}
	return b.String()
}

// regions cuts the pages at the headings, which have to come in this order. It stops at
// the first heading that it does not find.
func regions(pages []page, headings []string) (out []region, missing string) {
	next := 0
	for _, p := range pages {
		started := false // the current region has lines on this page
		for i := 0; i < len(p.lines); {
			if next < len(headings) {
				if n := headingAt(p.lines[i:], squeeze(headings[next])); n > 0 {
					unit := strings.TrimPrefix(squeeze(strings.Join(p.lines[i:i+n], "")), squeeze(headings[next]))
					out = append(out, region{heading: headings[next], pages: [][]string{{}}})
					if unit != "" {
						out[next].pages[0] = append(out[next].pages[0], unit)
					}
					started = true
					next++
					i += n
					continue
				}
			}
			if next > 0 {
				r := &out[next-1]
				if !started {
					r.pages = append(r.pages, nil)
					started = true
				}
				last := len(r.pages) - 1
				r.pages[last] = append(r.pages[last], p.lines[i])
			}
			i++
		}
	}
	if next < len(headings) {
		return out, headings[next]
	}
	return out, ""
}

// headingAt is the number of lines that hold the heading, with the unit of its table
// behind it or not, or 0.
func headingAt(lines []string, want string) int {
	got := ""
	for n, l := range lines {
		got += squeeze(l)
		if rest, ok := strings.CutPrefix(got, want); ok && (rest == "" || strings.HasPrefix(rest, "(단위")) {
			return n + 1
		}
		if !strings.HasPrefix(want, got) {
			return 0
		}
	}
	return 0
}
