package finish

import (
	"encoding/binary"
	"io"
	"strconv"
	"sync"

	"budgetbook/generator/render/pdf/paint"
)

// file writes the objects of a PDF as they come. It keeps nothing of them but their places.
type file struct {
	out    io.Writer
	err    error // the first that out returned
	form   Form
	at     int
	places []place // by number; 0 stays empty
}

// place says where an object stands: at an offset, or inside an object stream.
type place struct {
	in     uint32 // number of the object stream, 0 for none
	offset uint32 // from the start of the file, or index in the stream
}

// reserve takes n numbers in a row and returns the first.
func (f *file) reserve(n int) int {
	first := len(f.places)
	f.places = append(f.places, make([]place, n)...)
	return first
}

func (f *file) write(b []byte) {
	if f.err == nil {
		_, f.err = f.out.Write(b)
	}
	f.at += len(b)
}

// stream writes object n, a stream with the given entries in its dictionary.
func (f *file) stream(n int, entries string, data []byte) {
	f.places[n] = place{offset: uint32(f.at)}
	head := strconv.AppendInt(make([]byte, 0, 128), int64(n), 10)
	head = append(append(head, " 0 obj\n<<"...), entries...)
	head = strconv.AppendInt(append(head, "/Length "...), int64(len(data)), 10)
	f.write(append(head, ">>\nstream\n"...))
	f.write(data)
	f.write([]byte("\nendstream\nendobj\n"))
}

// perStream is how many objects one object stream holds at most.
const perStream = 1000

// batch is a number of objects that are no streams. It is filled and packed beside the file,
// by any worker, and then written into it.
type batch struct {
	inside int // number of the first object stream, where the file packs
	packed []packed
	*objects
}

// objects are the objects of a batch.
type objects struct {
	text    []byte // one after another
	ends    []int  // of each in text
	numbers []int
}

// objectsPool keeps what is written already: what one chapter says is about as long as what the next does.
var objectsPool = sync.Pool{New: func() any { return &objects{} }}

// packed is an object stream: its head is the part before the first object.
type packed struct {
	count, head int
	data        []byte
}

// batch makes a batch of n objects.
func (f *file) batch(n int) *batch {
	b := &batch{}
	if f.form == Packed {
		b.inside = f.reserve((n + perStream - 1) / perStream)
	}
	return b
}

// begin begins to fill the batch.
func (b *batch) begin() { b.objects = objectsPool.Get().(*objects) }

// end ends object n, which was appended to text.
func (b *batch) end(n int) { b.ends, b.numbers = append(b.ends, len(b.text)), append(b.numbers, n) }

// add appends object n.
func (b *batch) add(n int, dict string) {
	b.text = append(b.text, dict...)
	b.end(n)
}

// pack deflates the objects.
func (b *batch) pack() {
	for from := 0; from < len(b.ends); from += perStream {
		to := min(from+perStream, len(b.ends))
		start := 0
		if from > 0 {
			start = b.ends[from-1]
		}
		body := b.text[start:b.ends[to-1]]
		head := make([]byte, 0, 14*(to-from))
		offset := start
		for i := from; i < to; i++ {
			head = append(strconv.AppendInt(head, int64(b.numbers[i]), 10), ' ')
			head = append(strconv.AppendInt(head, int64(offset-start), 10), ' ')
			offset = b.ends[i]
		}
		b.packed = append(b.packed, packed{to - from, len(head), paint.Deflate(head, body)})
	}
}

// writeBatch writes the objects of a batch, packed if the form asks for it. Nothing is left of the batch.
func (f *file) writeBatch(b *batch) {
	defer func() {
		b.text, b.ends, b.numbers = b.text[:0], b.ends[:0], b.numbers[:0]
		objectsPool.Put(b.objects)
		b.objects = nil
	}()
	if f.form == Packed {
		for i, p := range b.packed {
			for j := range p.count {
				f.places[b.numbers[i*perStream+j]] = place{uint32(b.inside + i), uint32(j)}
			}
			f.stream(b.inside+i, "/Type/ObjStm/N "+itoa(p.count)+"/First "+itoa(p.head)+"/Filter/FlateDecode", p.data)
		}
		return
	}
	from := 0
	for i, to := range b.ends {
		n := b.numbers[i]
		f.places[n] = place{offset: uint32(f.at)}
		f.write(append(strconv.AppendInt(nil, int64(n), 10), " 0 obj\n"...))
		f.write(b.text[from:to])
		f.write([]byte("\nendobj\n"))
		from = to
	}
}

// close ends the file with the table of all objects.
func (f *file) close(root, info int, id string) error {
	trailer := "/Root " + ref(root) + "/Info " + ref(info) + "/ID[<" + id + "><" + id + ">]"
	start := f.at
	if f.form == Packed {
		xref := f.reserve(1)
		f.places[xref] = place{offset: uint32(f.at)}
		start = f.at
		f.stream(xref, "/Type/XRef/Size "+itoa(len(f.places))+"/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>"+trailer+"/Filter/FlateDecode", paint.Deflate(f.table()))
	} else {
		table := append(strconv.AppendInt([]byte("xref\n0 "), int64(len(f.places)), 10), "\n0000000000 65535 f \n"...)
		for _, p := range f.places[1:] {
			digits := itoa(int(p.offset))
			table = append(append(append(table, "0000000000"[len(digits):]...), digits...), " 00000 n \n"...)
		}
		f.write(append(table, "trailer\n<</Size "+itoa(len(f.places))+trailer+">>\n"...))
	}
	f.write([]byte("startxref\n" + itoa(start) + "\n%%EOF\n"))
	return f.err
}

// table is the list of places as a stream: kind, number, index. Each row is written as its
// difference to the one above, which deflates to almost nothing.
func (f *file) table() []byte {
	const width = 7
	out := make([]byte, 0, (width+1)*len(f.places))
	var above [width]byte
	for n, p := range f.places {
		row := [width]byte{1}
		switch {
		case n == 0:
			row = [width]byte{5: 0xFF, 6: 0xFF}
		case p.in > 0:
			row[0] = 2
			binary.BigEndian.PutUint32(row[1:], p.in)
			binary.BigEndian.PutUint16(row[5:], uint16(p.offset))
		default:
			binary.BigEndian.PutUint32(row[1:], p.offset)
		}
		out = append(out, 2) // Up
		for i := range row {
			out = append(out, row[i]-above[i])
		}
		above = row
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }

// ref is a reference to object n.
func ref(n int) string { return itoa(n) + " 0 R" }

func appendRef(b []byte, n int) []byte {
	return append(strconv.AppendInt(b, int64(n), 10), " 0 R"...)
}
