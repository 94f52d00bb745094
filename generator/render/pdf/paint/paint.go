// Package paint turns the pages of a display list into content streams and says which
// marked content of each page belongs to which node of the structure. Nothing in a stream
// depends on where its page stands in a file. It is the only package that knows gopdf.
package paint

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

	"github.com/klauspost/compress/zlib"

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/display"
)

// Painter is a way to write the operators of a page. Both give the same picture, text and
// structure.
type Painter int

const (
	Fast  Painter = iota // our own operators: some ten times faster
	Plain                // gopdf's calls: what Fast is held against
)

// Content is a painted page.
type Content struct {
	Operators []byte         // in units of 1/100 pt, packed
	Marks     []display.Mark // its marked contents; the number (MCID) of each is its index
}

// Runes are the characters shown in each face, in order.
type Runes [font.Faces]string

// canvas takes the operations of pages, one page after another. Coordinates are those of
// the display list, rounded to 1/100 pt, which is the unit of what is painted.
type canvas interface {
	page()
	// mark begins a marked content, of texts alone or not, and ends the one before; mcid -1: none, an artifact.
	mark(tag string, mcid int, texts bool)
	text(display.Text) error
	rule(display.Rule)
	fill(display.Fill)
	pages() ([][]byte, error) // the operators of each page; nothing follows
}

// Pages paints pages whose marks refer to the tree. pack packs the operators of a page, and must
// not keep what it is given. An error is a fault of layout, which has looked for every character.
func (p Painter) Pages(pages []display.Page, tree display.Tree, fonts *font.Set, pack func(page int, operators []byte) []byte) ([]Content, Runes, error) {
	var c canvas
	switch p {
	case Fast:
		own := pens.Get().(*pen)
		defer pens.Put(own)
		own.begin(fonts)
		c = own
	case Plain:
		var err error
		if c, err = newBrush(fonts); err != nil {
			return nil, Runes{}, err
		}
	}
	out := make([]Content, len(pages))
	used := seenPool.Get().(*seen)
	defer seenPool.Put(used)
	for i := range pages {
		var err error
		if out[i].Marks, err = draw(c, pages[i], tree, used); err != nil {
			return nil, Runes{}, err
		}
	}
	streams, err := c.pages()
	if err != nil {
		return nil, Runes{}, err
	}
	for i, s := range streams {
		out[i].Operators = pack(i, s)
	}
	return out, used.drain(), nil
}

// draw draws one page. Operations of one element in a row form one marked content.
func draw(c canvas, page display.Page, tree display.Tree, used *seen) (marks []display.Mark, err error) {
	c.page()
	open := -1
	for i, op := range page.Ops {
		if _, link := op.(display.Link); link {
			continue // an annotation, which finish writes
		}
		if _, m := display.Area(op); m.Node != open {
			open = m.Node
			if open == 0 {
				c.mark("Artifact", -1, texts(page.Ops[i:]))
			} else {
				c.mark(string(tree[open].Kind), len(marks), texts(page.Ops[i:]))
				marks = append(marks, m)
			}
		}
		switch op := op.(type) {
		case display.Text:
			if err := c.text(op); err != nil {
				return nil, err
			}
			used.add(op.Face, op.S)
		case display.Rule:
			c.rule(op)
		case display.Fill:
			c.fill(op)
		default:
			panic(fmt.Sprintf("paint: unknown operation %T", op))
		}
	}
	return marks, nil
}

// texts reports whether all operations of the first one's element in a row are texts.
func texts(ops []display.Op) bool {
	_, first := display.Area(ops[0])
	for _, op := range ops {
		if _, m := display.Area(op); m.Node != first.Node {
			break
		}
		if _, ok := op.(display.Text); !ok {
			return false
		}
	}
	return true
}

// missing is the error of a character that its face lacks.
func missing(r rune) error { return fmt.Errorf("글꼴에 없는 글자 U+%04X", r) }

// seen collects characters.
type seen struct {
	bits [font.Faces][(1 << 21) / 64 / 8]uint64 // up to U+3FFFF
	list [font.Faces][]rune
}

var seenPool = sync.Pool{New: func() any { return &seen{} }}

func (s *seen) add(f font.Face, text string) {
	for _, r := range text {
		if word, bit := &s.bits[f][r>>6], uint64(1)<<(r&63); *word&bit == 0 {
			*word |= bit
			s.list[f] = append(s.list[f], r)
		}
	}
}

// drain returns what was seen and forgets it.
func (s *seen) drain() (out Runes) {
	for f, list := range s.list {
		slices.Sort(list)
		out[f] = string(list)
		for _, r := range list {
			s.bits[f][r>>6] = 0
		}
		s.list[f] = list[:0]
	}
	return out
}

// Union is what is shown in either.
func Union(all []Runes) (out Runes) {
	s := seenPool.Get().(*seen)
	defer seenPool.Put(s)
	for _, runes := range all {
		for f := range runes {
			s.add(font.Face(f), runes[f])
		}
	}
	return s.drain()
}

// level is how hard streams are deflated.
const level = 6

// deflater is used again: its tables are far larger than what it packs.
type deflater struct {
	w   *zlib.Writer
	out bytes.Buffer
}

var deflaters = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // the level is one of zlib's
	}
	return &deflater{w: w}
}}

// DeflateEach is the packing of [Painter.Pages] for pages that are to be streams.
func DeflateEach(_ int, operators []byte) []byte { return Deflate(operators) }

// Deflate packs pieces into one stream.
func Deflate(pieces ...[]byte) []byte {
	d := deflaters.Get().(*deflater)
	defer deflaters.Put(d)
	d.out.Reset()
	d.w.Reset(&d.out)
	for _, b := range pieces {
		_, _ = d.w.Write(b) // a bytes.Buffer does not fail
	}
	_ = d.w.Close()
	return bytes.Clone(d.out.Bytes())
}
