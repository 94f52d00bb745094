package finish

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"strconv"
)

// file collects the objects of the finished document.
type file struct {
	objects []object // by number; 0 stays empty
}

// add appends an object and returns its number.
func (f *file) add(dict string) int {
	f.objects = append(f.objects, object{dict: []byte(dict)})
	return len(f.objects) - 1
}

// reserve takes a number for an object that is set later.
func (f *file) reserve() int { return f.add("") }

// addStream appends an uncompressed stream with the entries of its dictionary.
func (f *file) addStream(entries string, data []byte) int {
	n := f.add(fmt.Sprintf("<<%s/Length %d>>", entries, len(data)))
	f.objects[n].stream = data
	return n
}

func (f *file) set(n int, dict string) { f.objects[n].dict = []byte(dict) }

// perStream is how many objects one object stream holds.
const perStream = 200

// write makes the bytes in the given form.
func (f *file) write(form Form, root, info int, id string) []byte {
	if form == Plain {
		return f.plain(root, info, id)
	}
	return f.pack(root, info, id)
}

// plain writes every object as it is and ends the file with a cross-reference table.
func (f *file) plain(root, info int, id string) []byte {
	var out, table bytes.Buffer
	out.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")
	for n := 1; n < len(f.objects); n++ {
		fmt.Fprintf(&table, "%010d 00000 n \n", out.Len())
		if o := f.objects[n]; o.stream != nil {
			writeStream(&out, n, string(o.dict), o.stream)
		} else {
			fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, o.dict)
		}
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n%s", len(f.objects), table.Bytes())
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.objects), root, info, id, id, start)
	return out.Bytes()
}

// pack packs all objects that are no streams into object streams and ends the file with
// a cross-reference stream. A tagged book is a third of the size this way.
func (f *file) pack(root, info int, id string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	type place struct {
		kind, a, b int // 1: at offset a; 2: in object stream a at index b
	}
	places := make([]place, len(f.objects))

	var packed []int
	for n := 1; n < len(f.objects); n++ {
		if f.objects[n].stream == nil {
			packed = append(packed, n)
			continue
		}
		places[n] = place{1, out.Len(), 0}
		writeStream(&out, n, string(f.objects[n].dict), f.objects[n].stream)
	}
	for len(packed) > 0 {
		group := packed[:min(perStream, len(packed))]
		packed = packed[len(group):]
		n := len(places)
		var head, body bytes.Buffer
		for i, m := range group {
			fmt.Fprintf(&head, "%d %d ", m, body.Len())
			body.Write(f.objects[m].dict)
			body.WriteByte('\n')
			places[m] = place{2, n, i}
		}
		first := head.Len()
		head.Write(body.Bytes())
		data := deflate(head.Bytes())
		places = append(places, place{1, out.Len(), 0})
		writeStream(&out, n, fmt.Sprintf("<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>", len(group), first, len(data)), data)
	}

	xref := len(places)
	places = append(places, place{1, out.Len(), 0})
	var table bytes.Buffer
	for n, p := range places {
		entry := [7]byte{byte(p.kind)}
		binary.BigEndian.PutUint32(entry[1:], uint32(p.a))
		binary.BigEndian.PutUint16(entry[5:], uint16(p.b))
		if n == 0 {
			entry = [7]byte{5: 0xFF, 6: 0xFF}
		}
		table.Write(entry[:])
	}
	start := out.Len()
	data := deflate(table.Bytes())
	writeStream(&out, xref, fmt.Sprintf("<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode/Length %d>>",
		len(places), root, info, id, id, len(data)), data)
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", start)
	return out.Bytes()
}

func writeStream(out *bytes.Buffer, n int, dict string, data []byte) {
	out.WriteString(strconv.Itoa(n) + " 0 obj\n" + dict + "\nstream\n")
	out.Write(data)
	out.WriteString("\nendstream\nendobj\n")
}

func deflate(b []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(b) // a bytes.Buffer does not fail
	_ = w.Close()
	return out.Bytes()
}
