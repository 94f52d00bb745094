package book

import (
	"bytes"
	"iter"
	"path"
	"slices"
	"sync/atomic"

	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/outline"
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
	chapters []*doc.Chapter              // the sheets, in print order, without their blocks
	painted  map[string]*pdf.Painted     // by ID; outlines where the book is too large
	sections map[string][]byte           // Markdown of the sheets as the book has them, by ID; nil where the book is too large
	byID     map[string]*packed          // by ID
	last     bool                        // nothing is made of the sheets after this edition
	held     atomic.Int64                // bytes of what is painted, and of sections
	print    func([]outline.File) string // fingerprint of sources
}

func (b *Built) edition(name compose.Edition) *edition {
	e := &edition{Built: b, name: name, label: name.Name(b.Form), book: compose.Facts(b.Book, b.Form, name, b.Fingerprint),
		composer: compose.SheetsOf(b.Book, b.Form, name, b.Fingerprint),
		press:    &pdf.Press{Style: b.Form.Style, Fonts: b.fonts, Painter: b.opt.Painter, Jobs: b.opt.Jobs},
		byID:     make(map[string]*packed, len(b.packed)), print: b.printer()}
	if b.opt.Archive {
		e.press.Form = finish.Plain
	}
	if b.opt.Cache != nil {
		e.press.Cache = b.opt.Cache.of(b.Form.Style, b.opt.Painter)
	}
	return e
}

// bookRoom is how much of an edition stays in memory until the book is put together, in bytes:
// painted sheets and their Markdown, of some 1,500 sheets. The others are taken from the cache
// again, or made again.
var bookRoom int64 = 32 << 20

// put hands a finished file on; one of the public edition has to be free of personal data.
func (e *edition) put(name string, data []byte, ds []diag.Diagnostic) []diag.Diagnostic {
	if !diag.HasErrors(ds) {
		e.hand(e.opt.Store.Write, name, data)
	}
	return ds
}

// hand hands a file on, or a piece of one that ends with a line.
func (e *edition) hand(to func(string, []byte) error, name string, data []byte) {
	name = path.Join(string(e.name), name)
	if e.name == compose.Public {
		e.proof.file(name, data)
	}
	if err := to(name, data); err != nil {
		e.fail(err)
	}
}

// pieceSize is how many bytes of a large file are gathered before they are handed on.
var pieceSize = 1 << 20

// pieces hands a file on piece by piece as it is made.
func (e *edition) pieces(name string, file iter.Seq2[[]byte, error]) []diag.Diagnostic {
	var piece []byte
	for data, err := range file {
		if err != nil {
			return internal(err)
		}
		if piece = append(piece, data...); len(piece) >= pieceSize {
			e.hand(e.opt.Store.Append, name, piece)
			piece = nil // it may be searched still
		}
		if e.stopped() {
			return nil
		}
	}
	if len(piece) > 0 {
		e.hand(e.opt.Store.Append, name, piece)
	}
	return nil
}

// made is what stays of a sheet.
type made struct {
	chapter *doc.Chapter // without its blocks
	painted *pdf.Painted
	section []byte
}

// sheets makes every sheet.
func (e *edition) sheets() []diag.Diagnostic {
	all := make([]made, len(e.packed))
	found := make([][]diag.Diagnostic, len(all))
	var done atomic.Int64
	workers.Each(e.opt.Jobs, len(all), func(i int) {
		if e.stopped() {
			return
		}
		all[i], found[i] = e.make(e.packed[i])
		if e.last {
			e.packed[i].leave()
		}
		e.opt.Progress(Progress{e.label + " 설명서", int(done.Add(1)), len(all)})
	})
	if e.stopped() {
		return nil
	}
	e.chapters = make([]*doc.Chapter, len(all))
	e.painted, e.sections = make(map[string]*pdf.Painted, len(all)), make(map[string][]byte, len(all))
	for i, m := range all {
		e.chapters[i], e.byID[m.chapter.ID] = m.chapter, e.packed[i]
		if m.painted != nil {
			e.painted[m.chapter.ID] = m.painted
		}
		if m.section != nil {
			e.sections[m.chapter.ID] = m.section
		}
	}
	return slices.Concat(found...)
}

// piece is a sheet in the making, with what is known of it.
type piece struct {
	*edition
	sheet   *packed
	known   *kept
	changed bool         // something has been made that was not known
	whole   *doc.Chapter // composed; nil as long as nobody needs it
}

// compose composes the sheet, where that has not been done.
func (p *piece) compose() *doc.Chapter {
	if p.whole == nil {
		p.whole, p.known.found = p.composer.Compose(p.reader.sheet(p.sheet))
		p.composed.Add(1)
	}
	return p.whole
}

// make makes all that is of one sheet alone, and of that what nobody has made before.
func (e *edition) make(s *packed) (m made, ds []diag.Diagnostic) {
	p, key, ok := piece{edition: e, sheet: s}, e.key(s), false
	if p.known, ok = e.recall(key, s); !ok {
		p.compose()
		p.changed = true
	}
	ds = append(ds, p.known.found...)
	m.chapter = e.composer.Frame(s.Sheet().Project)
	if e.fonts == nil || !e.opt.wants(m.chapter.ID) {
		return m, ds // without fonts the build stops at an error
	}
	if e.opt.has(PDF) {
		part, found := p.paint()
		ds = append(ds, found...)
		m.painted = part
		if (e.Book.Sheets.Value || len(e.opt.Only) > 0) && !diag.HasErrors(ds) {
			ds = append(ds, p.file("sheets/"+m.chapter.ID+".pdf", func() ([]byte, []diag.Diagnostic) {
				facts, own := *e.book, *m.chapter
				facts.ID = e.print(append(slices.Clip(s.files), e.files[0])) // the first is book.toml
				own.Foot = compose.SheetFoot(e.Book, e.Form, e.name, facts.ID)
				return e.press.Sheet(&facts, &own, part)
			})...)
		}
		if e.held.Add(int64(part.Size())) > bookRoom {
			m.painted = part.Outline()
		}
	}
	if e.opt.has(Markdown) {
		ds = append(ds, p.file("sheets/"+m.chapter.ID+".md", func() ([]byte, []diag.Diagnostic) {
			data, found := p.markdown()
			if section := markdown.Section(m.chapter.ID, data); !bytes.Equal(section, p.known.section) {
				p.known.section, p.changed = section, true
			}
			return data, found
		})...)
		if len(e.opt.Only) == 0 {
			section, found := p.section(m.chapter.ID)
			ds = append(ds, found...)
			if e.held.Add(int64(len(section))) <= bookRoom {
				m.section = section
			}
		}
	}
	if p.changed && !diag.HasErrors(ds) {
		e.remember(key, s, p.known)
	}
	return m, ds
}

// paint is the sheet on its pages.
func (p *piece) paint() (*pdf.Painted, []diag.Diagnostic) {
	if part := p.press.Again(p.known.painted); part != nil {
		return part, nil
	}
	ch := p.compose()
	if digest := doc.Digest(ch); digest != p.known.painted {
		p.known.painted, p.changed = digest, true
	}
	return p.press.Paint(ch, nil)
}

// markdown is the Markdown of the sheet, read back.
func (p *piece) markdown() ([]byte, []diag.Diagnostic) {
	ch := p.compose()
	data := markdown.Sheet(ch)
	return data, internal(markdown.Verify(data, ch))
}

// section is the Markdown of the sheet as the book has it.
func (p *piece) section(id string) (section []byte, ds []diag.Diagnostic) {
	if len(p.known.section) == 0 {
		var sheet []byte
		sheet, ds = p.markdown()
		p.known.section, p.changed = markdown.Section(id, sheet), true
	}
	return p.known.section, ds
}

// file puts a file of the sheet into the book: that of the book before, or what make makes.
func (p *piece) file(path string, make func() ([]byte, []diag.Diagnostic)) []diag.Diagnostic {
	if p.again(p.known.file(path)) {
		p.reused.Add(1)
		return nil
	}
	data, ds := make()
	if p.known.set(p.finished(path, data)) {
		p.changed = true
	}
	return p.put(path, data, ds)
}

// bind makes the book of the sheets and of what stands around them.
func (e *edition) bind() (ds []diag.Diagnostic) {
	e.book = compose.Book(e.Book, e.Form, e.codes, e.Totals, e.chapters, e.name, e.Fingerprint)
	if len(e.opt.Only) > 0 {
		return nil
	}
	// once is a sheet that did not stay in memory; it was found right the first time.
	once := func(id string) *piece {
		p := &piece{edition: e, sheet: e.byID[id]}
		p.known, _ = e.recall(e.key(p.sheet), p.sheet)
		return p
	}
	if e.opt.has(PDF) {
		e.opt.Progress(Progress{e.label + " PDF", 0, 1})
		again := func(id string) *pdf.Painted {
			part, _ := once(id).paint()
			return part
		}
		found := e.press.Volumes(e.book, e.painted, again, func(v pdf.Volume) { ds = append(ds, e.put(volumeFile(v), v.Data, nil)...) })
		ds = append(ds, found...)
	}
	e.painted = nil
	if e.opt.has(Markdown) {
		e.opt.Progress(Progress{e.label + " Markdown", 0, 1})
		section := func(id string) []byte {
			if e.byID[id] == nil {
				return nil
			}
			if s := e.sections[id]; s != nil {
				return s
			}
			s, _ := once(id).section(id)
			return s
		}
		ds = append(ds, e.pieces("book.md", proven(e.book, section))...)
	}
	e.sections, e.chapters = nil, nil
	e.book.Chapters = e.book.Of(doc.Guide) // all that the workbook needs
	return ds
}

// proven is the Markdown of a book, read back.
func proven(b *doc.Book, section func(id string) []byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		proof := markdown.NewProof(b)
		for s := range markdown.Book(b, section) {
			if !yield(s.Text, proof.Read(s)) {
				return
			}
		}
		if err := proof.End(); err != nil {
			yield(nil, err)
		}
	}
}
