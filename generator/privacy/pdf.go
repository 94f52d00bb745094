package privacy

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// A file is a PDF as it is being read: by its objects one after the other and not by its
// cross-reference table, so that nothing can hide from the search.
type file struct {
	search  *Search
	hits    []Hit
	streams map[int]stream // all but object streams
	texts   map[int]bool   // streams that pages show: /Contents, and forms
	pages   map[int]int    // stream: the page object that shows it
	kids    map[int][]int  // object: those below it in a tree, of pages or else
	fonts   map[string]int // name on the page: font
	letters map[int]int    // font: its ToUnicode stream

	inflate io.Reader
	buffer  bytes.Buffer
}

// A stream is kept packed: the pages of a large book would not fit into memory otherwise.
type stream struct {
	packed bool
	data   []byte
}

// pdf searches a PDF: every string in whatever encoding (tags, bookmarks, document
// information), every stream as it is (XMP), and the text that the pages show, by their
// fonts' tables of letters (ToUnicode). Text that it cannot read is an error: silence
// would be no proof.
func (s *Search) pdf(data []byte) ([]Hit, error) {
	f := &file{search: s, streams: map[int]stream{}, texts: map[int]bool{}, pages: map[int]int{}, kids: map[int][]int{}, fonts: map[string]int{}, letters: map[int]int{}}
	if err := f.objects(data); err != nil {
		return nil, err
	}
	maps := map[string]map[uint16]string{}
	for name, font := range f.fonts {
		text, err := f.open(f.streams[f.letters[font]])
		if err != nil {
			return nil, err
		}
		maps[name] = letters(text)
	}
	numbers := make([]int, 0, len(f.streams))
	for n := range f.streams {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	var seen []byte
	at := f.order()
	for _, n := range numbers {
		text, err := f.open(f.streams[n])
		if err != nil {
			return nil, err
		}
		part := fmt.Sprintf("PDF의 %d번 자료", n)
		if f.texts[n] {
			part = "쪽의 글"
			if page := at[f.pages[n]]; page > 0 {
				part = fmt.Sprintf("앞에서 %d번째 쪽의 글", page)
			}
			if seen, err = shown(seen[:0], text, maps); err != nil {
				return nil, err
			}
			text = seen
		}
		f.hits = append(f.hits, s.text(part, text)...)
	}
	return f.hits, nil
}

var errPDF = errors.New("PDF를 다시 읽지 못했습니다")

// objects reads the file from its first object to its last.
func (f *file) objects(data []byte) error {
	l := lexer{data: data}
	var before, last []byte // words: the object's number and the 0 of its generation
	for {
		switch t := l.next(); {
		case t.kind == endToken && l.at >= len(data):
			return nil
		case t.kind == wordToken && string(t.text) == "obj":
			n, ok := number(before)
			if !ok {
				return errPDF
			}
			if err := f.object(n, &l); err != nil {
				return err
			}
		case t.kind == wordToken:
			before, last = last, t.text
		}
	}
}

// object reads one object, with its stream where it has one.
func (f *file) object(n int, l *lexer) error {
	start := l.at
	d := f.dictionary(n, l)
	if d.ended != "stream" {
		return nil
	}
	body := bytes.TrimPrefix(bytes.TrimPrefix(l.data[l.at:], []byte("\r")), []byte("\n"))
	from := len(l.data) - len(body)
	length := d.length
	if length < 0 || length > len(body) || !bytes.HasPrefix(bytes.TrimLeft(body[length:], "\r\n"), []byte("endstream")) {
		if length = bytes.Index(body, []byte("endstream")); length < 0 {
			return errPDF
		}
	}
	l.at = from + length
	head := l.data[start:from]
	s := stream{packed: bytes.Contains(head, []byte("/FlateDecode")), data: body[:length]}
	switch {
	case bytes.Contains(head, []byte("/XRef")): // places of objects, and no text
	case bytes.Contains(head, []byte("/ObjStm")):
		text, err := f.open(s)
		if err != nil {
			return err
		}
		return f.packed(text, d.first)
	default:
		f.streams[n] = s
		if bytes.Contains(head, []byte("/Form")) {
			f.texts[n] = true
		}
	}
	return nil
}

// packed reads the objects of an object stream: pairs of number and place, then they.
func (f *file) packed(data []byte, first int) error {
	if first < 0 || first > len(data) {
		return errPDF
	}
	for head := (lexer{data: data[:first]}); ; {
		t, place := head.next(), head.next()
		if place.kind == endToken {
			return nil
		}
		n, ok1 := number(t.text)
		at, ok2 := number(place.text)
		if !ok1 || !ok2 || first+at > len(data) {
			return errPDF
		}
		f.dictionary(n, &lexer{data: data, at: first + at, one: true})
	}
}

// A dictionary is what matters of an object's own part.
type dictionary struct {
	length, first int
	ended         string // by which word
}

// dictionary reads an object up to its end, searches its strings, and remembers which
// streams are pages, and which fonts have which letters.
func (f *file) dictionary(n int, l *lexer) dictionary {
	d := dictionary{length: -1, first: -1}
	var texts []byte
	var key string // the name before
	inFonts := false
	var words [2]int // numbers before
	for {
		t := l.next()
		switch t.kind {
		case endToken:
			f.hits = append(f.hits, f.search.text("PDF의 문자열", texts)...)
			return d
		case textToken:
			texts = append(append(texts, unicodeText(t.text)...), '\n')
		case openToken:
			inFonts = key == "Font"
		case shutToken:
			inFonts, key = false, ""
		case nameToken:
			key = string(t.text)
			if !isASCII(t.text) {
				texts = append(append(texts, t.text...), '\n')
			}
		case wordToken:
			value, isNumber := number(t.text)
			switch {
			case isNumber:
				words = [2]int{words[1], value}
				switch key {
				case "Length":
					d.length, key = value, ""
				case "First":
					d.first, key = value, ""
				}
			case string(t.text) == "R" && inFonts:
				f.fonts[key] = words[0]
			case string(t.text) == "R" && key == "Contents":
				f.texts[words[0]] = true
				f.pages[words[0]] = n
			case string(t.text) == "R" && key == "Kids":
				f.kids[n] = append(f.kids[n], words[0])
			case string(t.text) == "R" && key == "ToUnicode":
				f.letters[n] = words[0]
			case string(t.text) == "stream" || string(t.text) == "endobj":
				d.ended = string(t.text)
				f.hits = append(f.hits, f.search.text("PDF의 문자열", texts)...)
				return d
			}
		}
	}
}

// order counts the pages from 1 on, by object, in the order of their tree.
func (f *file) order() map[int]int {
	below := map[int]bool{}
	for _, kids := range f.kids {
		for _, kid := range kids {
			below[kid] = true
		}
	}
	shows := map[int]bool{}
	for _, page := range f.pages {
		shows[page] = true
	}
	at := map[int]int{}
	var visit func(n int)
	visit = func(n int) {
		if shows[n] && at[n] == 0 {
			at[n] = len(at) + 1
		}
		kids := f.kids[n]
		delete(f.kids, n) // a tree that bites its tail ends
		for _, kid := range kids {
			visit(kid)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(f.kids)) {
		if !below[n] {
			visit(n)
		}
	}
	return at
}

func isASCII(b []byte) bool { return !slices.ContainsFunc(b, func(c byte) bool { return c >= 0x80 }) }

// open inflates a stream. What it returns lasts until the next call.
func (f *file) open(s stream) ([]byte, error) {
	if !s.packed {
		return s.data, nil
	}
	var err error
	if f.inflate == nil {
		f.inflate, err = zlib.NewReader(bytes.NewReader(s.data))
	} else {
		err = f.inflate.(zlib.Resetter).Reset(bytes.NewReader(s.data), nil)
	}
	f.buffer.Reset()
	if err == nil {
		_, err = f.buffer.ReadFrom(io.LimitReader(f.inflate, maxPart))
	}
	if err != nil {
		return nil, errPDF
	}
	return f.buffer.Bytes(), nil
}

// shown appends the text that a page shows, in the order in which it is painted, with a
// space between two pieces.
func shown(out, content []byte, fonts map[string]map[uint16]string) ([]byte, error) {
	l := lexer{data: content}
	var key string
	var font map[uint16]string
	tags := 0 // dictionaries of tags that are open
	for {
		t := l.next()
		switch t.kind {
		case endToken:
			return out, nil
		case openToken:
			tags++
		case shutToken:
			tags--
		case nameToken:
			key = string(t.text)
		case textToken:
			if plain, ok := marked(t.text); ok { // of a tag: ActualText
				out = append(append(append(out, '\n'), plain...), '\n')
				continue
			}
			if font == nil || tags > 0 {
				out = append(append(append(out, '\n'), t.text...), '\n')
				continue
			}
			for i := 0; i+1 < len(t.text); i += 2 {
				letter, ok := font[uint16(t.text[i])<<8|uint16(t.text[i+1])]
				if !ok {
					return nil, fmt.Errorf("%w: 글꼴 %s의 글자표에 %x가 없습니다", errPDF, key, t.text[i:i+2])
				}
				out = append(out, letter...)
			}
		case wordToken:
			switch c := t.text[0]; {
			case string(t.text) == "Tf":
				if font = fonts[key]; font == nil {
					return nil, fmt.Errorf("%w: 글꼴 %s의 글자표가 없습니다", errPDF, key)
				}
			case c >= 'A':
				out = append(out, ' ')
			}
		}
	}
}

// letters reads a ToUnicode table: code of two bytes to text.
func letters(table []byte) map[uint16]string {
	m := map[uint16]string{}
	l := lexer{data: table}
	var codes []string
	for {
		t := l.next()
		switch t.kind {
		case endToken:
			return m
		case textToken:
			codes = append(codes, string(t.text))
		case wordToken:
			switch string(t.text) {
			case "beginbfchar", "beginbfrange":
				codes = nil
			case "endbfchar":
				for i := 0; i+1 < len(codes); i += 2 {
					m[code(codes[i])] = utf16Text(codes[i+1])
				}
			case "endbfrange":
				for i := 0; i+2 < len(codes); i += 3 {
					to := []byte(codes[i+2])
					for c := int(code(codes[i])); c <= int(code(codes[i+1])) && len(to) > 0; c++ {
						m[uint16(c)] = utf16Text(string(to))
						if to[len(to)-1]++; to[len(to)-1] == 0 && len(to) > 1 {
							to[len(to)-2]++
						}
					}
				}
			}
		}
	}
}
