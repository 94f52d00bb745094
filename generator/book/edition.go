package book

import (
	"path"
	"slices"
	"sync/atomic"

	"budgetbook/generator/calc"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/markdown"
	"budgetbook/generator/render/pdf"
	"budgetbook/generator/render/pdf/finish"
	"budgetbook/generator/workers"
)

// edition is one edition in the making. A sheet is composed, painted, written and searched by one
// worker from end to end; what stays of it is what the book is put together from.
type edition struct {
	*Built
	name     compose.Edition
	label    string // in Korean
	book     *doc.Book
	composer *compose.Sheets
	press    *pdf.Press
	chapters []*doc.Chapter          // the sheets, in print order, without their blocks
	painted  map[string]*pdf.Painted // by ID; outlines where the book is too large
	held     atomic.Int64            // bytes of what is painted
	sections map[string][]byte       // Markdown of the sheets as the book has them, by ID
}

func (b *Built) edition(name compose.Edition) *edition {
	e := &edition{Built: b, name: name, label: name.Name(b.Form), book: compose.Facts(b.Book, b.Form, name, b.Fingerprint),
		composer: compose.SheetsOf(b.Book, b.Form, name, b.Fingerprint),
		press:    &pdf.Press{Style: b.Form.Style, Fonts: b.fonts, Painter: b.opt.Painter, Jobs: b.opt.Jobs}}
	if b.opt.Archive {
		e.press.Form = finish.Plain
	}
	if b.opt.Cache != nil {
		e.press.Cache = b.opt.Cache.of(b.Form.Style, b.opt.Painter)
	}
	return e
}

// paintedRoom is how much of an edition's painted sheets stays in memory until their volume is written, in
// bytes: those of some 3,000 sheets. The others are taken from the cache again, or painted again.
var paintedRoom int64 = 64 << 20

// put hands a finished file on; one of the public edition has to be free of personal data.
func (e *edition) put(name string, data []byte, ds []diag.Diagnostic) []diag.Diagnostic {
	if diag.HasErrors(ds) {
		return ds
	}
	name = path.Join(string(e.name), name)
	if e.name == compose.Public {
		ds = append(ds, internal(e.proof.file(name, data))...)
	}
	if err := e.opt.Write(name, data); err != nil {
		e.fail(err)
	}
	return ds
}

// made is what stays of a sheet.
type made struct {
	chapter *doc.Chapter // without its blocks
	painted *pdf.Painted
	section []byte
}

// sheets makes every sheet.
func (e *edition) sheets() []diag.Diagnostic {
	all := make([]made, len(e.Sheets))
	found := make([][]diag.Diagnostic, len(all))
	var done atomic.Int64
	workers.Each(e.opt.Jobs, len(all), func(i int) {
		if e.stopped() {
			return
		}
		all[i], found[i] = e.sheet(e.Sheets[i])
		e.opt.Progress(Progress{e.label + " 설명서", int(done.Add(1)), len(all)})
	})
	if e.stopped() {
		return nil
	}
	e.chapters = make([]*doc.Chapter, len(all))
	e.painted, e.sections = make(map[string]*pdf.Painted, len(all)), make(map[string][]byte, len(all))
	for i, m := range all {
		e.chapters[i] = m.chapter
		if m.painted != nil {
			e.painted[m.chapter.ID] = m.painted
		}
		if m.section != nil {
			e.sections[m.chapter.ID] = m.section
		}
	}
	return slices.Concat(found...)
}

// sheet makes all that is of one sheet alone.
func (e *edition) sheet(s *calc.Sheet) (m made, ds []diag.Diagnostic) {
	ch, ds := e.composer.Compose(s)
	m.chapter = ch
	defer func() { ch.Blocks = nil }() // of a large book they would take most of the memory
	if e.fonts == nil || !e.opt.wants(ch.ID) {
		return m, ds // without fonts the build stops at an error
	}
	if e.opt.has(PDF) {
		part, found := e.press.Paint(ch, nil)
		ds = append(ds, found...)
		m.painted = part
		if (e.Book.Sheets.Value || len(e.opt.Only) > 0) && !diag.HasErrors(ds) {
			data, found := e.press.Sheet(e.book, ch, part)
			ds = append(ds, e.put("sheets/"+ch.ID+".pdf", data, found)...)
		}
		if e.held.Add(int64(part.Size())) > paintedRoom {
			m.painted = part.Outline()
		}
	}
	if e.opt.has(Markdown) {
		data := markdown.Sheet(ch)
		ds = append(ds, e.put("sheets/"+ch.ID+".md", data, internal(markdown.Verify(data, ch)))...)
		if len(e.opt.Only) == 0 {
			m.section = markdown.Section(ch)
			ds = append(ds, internal(markdown.VerifySection(m.section, ch))...)
		}
	}
	return m, ds
}

// bind makes the book of the sheets and of what stands around them.
func (e *edition) bind() (ds []diag.Diagnostic) {
	e.book = compose.Book(e.Book, e.Form, e.codes, e.Totals, e.chapters, e.name, e.Fingerprint)
	if len(e.opt.Only) > 0 {
		return nil
	}
	if e.opt.has(PDF) {
		e.opt.Progress(Progress{e.label + " PDF", 0, 1})
		sheets := make(map[string]*calc.Sheet, len(e.Sheets))
		for _, s := range e.Sheets {
			sheets[s.Project.ID.Value] = s
		}
		again := func(id string) *pdf.Painted {
			ch, _ := e.composer.Compose(sheets[id])
			part, _ := e.press.Paint(ch, nil) // found nothing the first time
			return part
		}
		found := e.press.Volumes(e.book, e.painted, again, func(v pdf.Volume) { ds = append(ds, e.put(volumeFile(v), v.Data, nil)...) })
		ds = append(ds, found...)
	}
	e.painted = nil
	if e.opt.has(Markdown) {
		e.opt.Progress(Progress{e.label + " Markdown", 0, 1})
		data := markdown.Book(e.book, e.sections)
		ds = append(ds, e.put("book.md", data, internal(markdown.VerifyBook(data, e.book, e.sections)))...)
	}
	e.sections = nil
	return ds
}
