// Package outline is what a whole book needs of one sheet: the names of the project, the rows that
// the book adds up, and what was found wrong. In goes a sheet with all of its figures, out come
// bytes that the next build can read instead of computing the sheet again, and a brief of some
// kilobytes, so that a book of fifty thousand sheets fits into memory.
//
// Figures of a brief have the values of the sheet's, and are sums of each other where the
// sheet's are; what lies deeper (산출근거) is [figure.Elsewhere].
package outline

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/codec"
	"budgetbook/generator/codes"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
	"budgetbook/generator/source"
)

// Outline is what reading and computing one project gave.
type Outline struct {
	Sheet *calc.Sheet // as computed, or of [Decode] that of Brief; nil where the project cannot be used
	Brief *Brief      // of [Decode]: what makes Sheet again
	Found []diag.Diagnostic
	Files []File       // that were read
	Used  []codes.Used // codes that other years' lists gave
	Tally Tally
}

// Brief is a sheet as the whole book sees it ([calc.Entry]): its figures, and in a few hundred bytes
// the names and rows that they stand under.
type Brief struct {
	figures []figure.Figure
	rest    []byte
	file    string
	book    *budget.Book
}

// Sheet is the sheet without what lies below its 통계목.
func (b *Brief) Sheet() *calc.Sheet {
	s, err := b.sheet()
	if err != nil {
		panic(fmt.Sprintf("outline: %s: %v", b.file, err)) // it was read before
	}
	return s
}

func (b *Brief) sheet() (*calc.Sheet, error) {
	s := &calc.Sheet{Project: &budget.Project{File: source.Unread(b.file)}}
	c := coder{book: b.book, file: b.file, figures: b.figures}
	return s, codec.Decode(b.rest, func(in *codec.Codec) { c.Codec = in; c.rest(s) })
}

// File is a source as decoded.
type File struct {
	Name string
	Sum  [sha256.Size]byte
	Size int
}

// Tally counts what the workbook's tables have of the sheet.
type Tally struct {
	Lines   int // leaf lines: rows of 자료
	Numbers int // in the longest 산식
}

// Encode is the outline as bytes that [Decode] reads.
func (o *Outline) Encode() []byte {
	return codec.Encode(4<<10, func(out *codec.Codec) { (&coder{Codec: out}).outline(o) })
}

// Decode reads what [Outline.Encode] wrote, for a book of the same book.toml.
func Decode(data []byte, book *budget.Book) (*Outline, error) {
	o := new(Outline)
	err := codec.Decode(data, func(in *codec.Codec) { (&coder{Codec: in, book: book}).outline(o) })
	if err == nil && o.Brief != nil {
		o.Sheet, err = o.Brief.sheet()
	}
	return o, err
}

// coder writes or reads an outline.
type coder struct {
	*codec.Codec
	book *budget.Book // to read
	file string       // that a text stands in

	list    []*figure.Figure
	at      map[*figure.Figure]int // of list, to write
	figures []figure.Figure        // to read
}

func (c *coder) outline(o *Outline) {
	codec.Slice(c.Codec, &o.Files, func(f *File) {
		codec.Text(c.Codec, &f.Name)
		codec.Bytes(c.Codec, f.Sum[:])
		codec.Number(c.Codec, &f.Size)
	})
	if len(o.Files) == 0 { // a project has a file
		c.Fail()
		return
	}
	c.file = o.Files[0].Name
	c.found(&o.Found)
	codec.Slice(c.Codec, &o.Used, func(u *codes.Used) {
		codec.Number(c.Codec, &u.Year)
		codec.Text(c.Codec, &u.What)
	})
	codec.Number(c.Codec, &o.Tally.Lines)
	codec.Number(c.Codec, &o.Tally.Numbers)
	given := o.Sheet != nil
	if codec.Bool(c.Codec, &given); !given {
		return
	}
	if !c.Reading() {
		c.listed(o.Sheet)
		rest := codec.Encode(1<<10, func(out *codec.Codec) {
			c := *c
			c.Codec = out
			c.rest(o.Sheet)
		})
		c.values()
		codec.Text(c.Codec, &rest)
		return
	}
	o.Brief = &Brief{file: c.file, book: c.book}
	c.values()
	codec.Text(c.Codec, &o.Brief.rest)
	o.Brief.figures, o.Brief.rest = c.figures, bytes.Clone(o.Brief.rest)
}

// rest is what a brief keeps as bytes.
func (c *coder) rest(s *calc.Sheet) {
	if c.project(s.Project); c.Reading() {
		c.shape(s)
	}
	for _, place := range slots(s) {
		c.reference(place)
	}
}

// Found writes or reads what was found wrong in the sources of a project, mostly in its file.
func Found(c *codec.Codec, file string, ds *[]diag.Diagnostic) {
	(&coder{Codec: c, file: file}).found(ds)
}

func (c *coder) found(ds *[]diag.Diagnostic) {
	codec.Slice(c.Codec, ds, func(d *diag.Diagnostic) {
		codec.Text(c.Codec, &d.Code)
		c.span(&d.Span)
		codec.Text(c.Codec, &d.Message)
		codec.Slice(c.Codec, &d.Hints, func(s *string) { codec.Text(c.Codec, s) })
		codec.Slice(c.Codec, &d.Notes, func(n *diag.Note) {
			c.span(&n.Span)
			codec.Text(c.Codec, &n.Message)
		})
	})
}

// span is a place, mostly in the project's own file.
func (c *coder) span(s *diag.Span) {
	own := s.File == c.file
	if codec.Bool(c.Codec, &own); own {
		s.File = c.file
	} else {
		codec.Text(c.Codec, &s.File)
	}
	codec.Number(c.Codec, &s.Start)
	codec.Number(c.Codec, &s.End)
}

func (c *coder) text(t *source.Text) {
	codec.Text(c.Codec, &t.Value)
	c.span(&t.Span)
}

// project is what the book lists and adds up by.
func (c *coder) project(p *budget.Project) {
	for _, t := range []*source.Text{&p.ID, &p.Title, &p.Account, &p.Bureau, &p.Department} {
		c.text(t)
	}
	program := p.Program != nil
	if codec.Bool(c.Codec, &program); program {
		if c.Reading() {
			p.Program = &budget.Program{}
		}
		for _, t := range []*source.Text{&p.Program.Field, &p.Program.Section, &p.Program.Policy, &p.Program.Unit} {
			c.text(t)
		}
	}
	codec.Slice(c.Codec, (*[]source.Amount)(&p.Funding), func(a *source.Amount) { c.text(&a.Key) }) // which 재원 are named
	codec.Slice(c.Codec, &p.Officers, func(o *budget.Officer) {
		c.text(&o.Role)
		c.text(&o.Name)
		c.text(&o.Phone)
	})
	codec.Slice(c.Codec, &p.Lines, func(l *budget.Line) {
		c.text(&l.Code)
		c.text(&l.Name)
	})
	codec.Slice(c.Codec, &p.Settlement, func(s *budget.Settlement) {
		codec.Number(c.Codec, &s.Year.Value)
		c.span(&s.Year.Span)
	})
	codec.Slice(c.Codec, &p.Allow, func(a *budget.Allow) {
		c.text(&a.Code)
		c.text(&a.Reason)
	})
}

// shape makes room for the figures of a sheet, as [calc.Compute] does.
func (c *coder) shape(s *calc.Sheet) {
	p := s.Project
	s.Lines, s.Printed.Lines = make([]calc.Line, len(p.Lines)), make([]calc.Row, len(p.Lines))
	for i := range p.Lines {
		s.Lines[i].Source = &p.Lines[i]
	}
	for i := range c.book.Sources {
		if source := &c.book.Sources[i]; !source.Outside.Value {
			s.Funding = append(s.Funding, calc.Share{Source: source})
		}
	}
	s.Settlement = make([]calc.Settlement, len(p.Settlement))
	for i := range p.Settlement {
		s.Settlement[i].Source = &p.Settlement[i]
	}
}

// slots are the places of the figures that an outline keeps. 국비 of 증감 and 증감률 is printed on the
// sheet alone.
func slots(s *calc.Sheet) (out []**figure.Figure) {
	out = make([]**figure.Figure, 0, 12*(len(s.Lines)+1)+len(s.Funding)+4*len(s.Settlement))
	row := func(r *calc.Row) {
		out = append(out, &r.Base.Figure, &r.Base.National, &r.Current.Figure, &r.Current.National, &r.Change.Figure, &r.Rate.Figure)
	}
	row(&s.Total)
	row(&s.Printed.Total)
	for i := range s.Lines {
		row(&s.Lines[i].Row)
		row(&s.Printed.Lines[i])
	}
	for i := range s.Funding {
		out = append(out, &s.Funding[i].Figure)
	}
	for i := range s.Settlement {
		y := &s.Settlement[i]
		out = append(out, &y.Available.Figure, &y.Spent.Figure, &y.CarriedOut.Figure, &y.Unspent.Figure)
	}
	return out
}

// listed lists the figures of a sheet's slots, each once.
func (c *coder) listed(s *calc.Sheet) {
	places := slots(s)
	c.at = make(map[*figure.Figure]int, len(places))
	for _, place := range places {
		if f := *place; f != nil && c.at[f] == 0 {
			c.list = append(c.list, f)
			c.at[f] = len(c.list)
		}
	}
}

// values are the figures of the list.
func (c *coder) values() {
	if !c.Reading() {
		n := len(c.list)
		codec.Number(c.Codec, &n)
		for _, f := range c.list {
			c.figure(f)
		}
		return
	}
	codec.Slice(c.Codec, &c.figures, c.figure) // a figure may be of later ones: their places are known
}

// reference is a figure of the list, or none.
func (c *coder) reference(to **figure.Figure) {
	n := 0
	if !c.Reading() && *to != nil {
		n = c.at[*to]
	}
	if codec.Number(c.Codec, &n); n < 0 || c.Reading() && n > len(c.figures) {
		c.Fail()
	} else if c.Reading() && n > 0 {
		*to = &c.figures[n-1]
	}
}

// kinds of expressions. What an outline does not keep the parts of is computed elsewhere.
const (
	elsewhere = iota
	input
	sum
	ratio
	rounded
)

func (c *coder) figure(f *figure.Figure) {
	kind := elsewhere
	if c.Reading() {
		f.Name = figure.Nameless
	} else {
		kind = c.kind(f)
	}
	codec.Number(c.Codec, &kind)
	if kind == ratio {
		e, _ := f.Expr.(figure.Ratio)
		c.reference(&e.Num)
		c.reference(&e.Den)
		codec.Number(c.Codec, &f.Rate.Steps)
		codec.Number(c.Codec, &f.Rate.Decimals)
		codec.Bool(c.Codec, &f.Rate.New)
		codec.Bool(c.Codec, &f.Rate.None)
		if c.Reading() {
			e.Rounding = c.book.Rule()
			f.Expr = e
		}
		return
	}
	codec.Number(c.Codec, &f.Won)
	switch kind {
	case elsewhere:
		if c.Reading() {
			f.Expr = figure.Elsewhere{}
		}
	case input:
		e, _ := f.Expr.(figure.Input)
		codec.Number(c.Codec, &e.Written)
		codec.Text(c.Codec, &e.Mode)
		codec.Number(c.Codec, &e.Unit)
		if c.Reading() {
			f.Expr = e
		}
	case sum:
		e, _ := f.Expr.(figure.Sum)
		codec.Slice(c.Codec, &e.Plus, c.reference)
		codec.Slice(c.Codec, &e.Minus, c.reference)
		if c.Reading() {
			f.Expr = e
		}
	case rounded:
		e, _ := f.Expr.(figure.Rounded)
		c.reference(&e.Of)
		codec.Text(c.Codec, &e.Mode)
		codec.Number(c.Codec, &e.Unit)
		if c.Reading() {
			f.Expr = e
		}
	default:
		c.Fail()
	}
}

// kind is how a figure is kept.
func (c *coder) kind(f *figure.Figure) int {
	for _, part := range f.Parts() {
		if c.at[part] == 0 {
			if f.IsRate() {
				panic("outline: a rate without its parts") // every row keeps both
			}
			return elsewhere
		}
	}
	switch f.Expr.(type) {
	case figure.Input:
		return input
	case figure.Sum:
		return sum
	case figure.Ratio:
		return ratio
	case figure.Rounded:
		return rounded
	case figure.Formula, figure.Elsewhere:
		return elsewhere
	default:
		panic("outline: unknown expression")
	}
}
