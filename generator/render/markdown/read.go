package markdown

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	ghtml "github.com/yuin/goldmark/renderer/html"
)

// piece is one thing that the reader of the rendered page sees, in reading order.
type piece struct {
	kind  string // h1 … h6, p, li, tr (the start of a row, without text), th, td
	depth int    // lists it stands in
	text  string // blanks collapsed as a browser does, "\n" for a line break
}

func (p piece) String() string { return fmt.Sprintf("%s(%d) %q", p.kind, p.depth, p.text) }

// page is a rendered file.
type page struct {
	pieces  []piece
	links   []string // targets inside the file, in order
	anchors map[string]bool
}

// gfm reads as GitHub does. It holds rules and no state, and serves all workers.
var gfm = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(ghtml.WithUnsafe()))

// read renders GFM to HTML, as GitHub would, and takes the page apart. The HTML holds
// nothing but the tags that the writer means to make; any other is an error, since
// text was taken for markup.
func read(md []byte) (*page, error) {
	var out bytes.Buffer
	if err := gfm.Convert(md, &out); err != nil {
		return nil, err
	}
	r := reader{page: page{anchors: map[string]bool{}}}
	for rest := out.String(); rest != ""; {
		text, after, found := strings.Cut(rest, "<")
		if err := r.textRun(html.UnescapeString(text)); err != nil {
			return nil, err
		}
		if !found {
			break
		}
		tag, next, _ := strings.Cut(after, ">") // goldmark escapes > in text and attributes
		if err := r.tag(tag); err != nil {
			return nil, err
		}
		rest = next
	}
	return &r.page, nil
}

type reader struct {
	page
	open *piece // the piece that text belongs to
	text strings.Builder
	list int // lists around
}

func (r *reader) textRun(s string) error {
	if r.open != nil {
		r.text.WriteString(strings.ReplaceAll(s, "\n", " "))
	} else if strings.TrimSpace(s) != "" {
		return fmt.Errorf("text outside of any block: %q", s)
	}
	return nil
}

func (r *reader) start(kind string) {
	r.finish()
	r.open = &piece{kind: kind, depth: r.list}
}

// finish ends the open piece. A paragraph without text is only an anchor.
func (r *reader) finish() {
	if r.open == nil {
		return
	}
	r.open.text = collapse(r.text.String())
	if r.open.text != "" || r.open.kind != "p" {
		r.pieces = append(r.pieces, *r.open)
	}
	r.open = nil
	r.text.Reset()
}

func (r *reader) tag(tag string) error {
	name, attributes, _ := strings.Cut(tag, " ")
	switch name {
	case "h1", "h2", "h3", "h4", "h5", "h6", "li", "th", "td":
		r.start(name)
	case "p":
		// The text of an item in a list with empty lines is wrapped in a paragraph.
		if r.open == nil || r.open.kind != "li" || strings.TrimSpace(r.text.String()) != "" {
			r.start(name)
		}
	case "tr":
		r.pieces = append(r.pieces, piece{kind: name, depth: r.list})
	case "/h1", "/h2", "/h3", "/h4", "/h5", "/h6", "/li", "/th", "/td", "/p":
		r.finish()
	case "ul":
		r.finish()
		r.list++
	case "/ul":
		r.list--
	case "br":
		r.text.WriteByte('\n')
	case "a":
		if to, ok := strings.CutPrefix(attributes, `href="#`); ok {
			r.links = append(r.links, html.UnescapeString(strings.TrimSuffix(to, `"`)))
		}
		if id, ok := strings.CutPrefix(attributes, `id="`); ok {
			r.anchors[html.UnescapeString(strings.TrimSuffix(id, `"`))] = true
		}
	case "/a", "strong", "/strong", "b", "/b", "table", "/table", "thead", "/thead", "tbody", "/tbody", "/tr":
	default:
		return fmt.Errorf("text was taken for markup: <%s> after %q", tag, r.text.String())
	}
	return nil
}

// collapsed reports whether s is one line with single blanks inside it, as nearly all are.
func collapsed(s string) bool {
	blank := true // before the first character, too
	for _, c := range s {
		if unicode.IsSpace(c) && (c != ' ' || blank) {
			return false
		}
		blank = c == ' '
	}
	return !blank || s == ""
}

// collapse joins blanks as a browser does, and drops empty lines at the ends.
func collapse(s string) string {
	if collapsed(s) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
