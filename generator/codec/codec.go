// Package codec turns values into bytes and back, for what one run of the program keeps for the
// next. One description of a value serves both ways, so that writing and reading cannot part:
//
//	func (p *place) code(c *codec.Codec) {
//		codec.Text(c, &p.Name)
//		codec.Number(c, &p.Page)
//	}
//
// The bytes name no types and no fields: only the program that wrote them can read them.
package codec

import (
	"encoding/binary"
	"errors"
)

// Codec writes or reads values one behind the other: numbers, and bytes behind their length.
type Codec struct {
	data    []byte // written so far, or to be read
	reading bool
	short   bool // there was too little to read
}

// Encode is what describe writes; room is how many bytes that may be, about.
func Encode(room int, describe func(*Codec)) []byte {
	c := Codec{data: make([]byte, 0, room)}
	describe(&c)
	return c.data
}

var errData = errors.New("codec: the data are not what is described")

// Decode reads what Encode wrote with the same description. With an error what has been read is
// of no use. Bytes that are read share the memory of data, strings do not.
func Decode(data []byte, describe func(*Codec)) error {
	c := Codec{data: data, reading: true}
	if describe(&c); c.short || len(c.data) > 0 {
		return errData
	}
	return nil
}

// Reading reports whether values are read: then a description may have to make room for them.
func (c *Codec) Reading() bool { return c.reading }

// Fail ends the reading: a value cannot be one that was written.
func (c *Codec) Fail() { c.data, c.short = nil, true }

// Number is a whole number.
func Number[N ~int | ~int64](c *Codec, n *N) {
	if !c.reading {
		c.data = binary.AppendVarint(c.data, int64(*n))
		return
	}
	v, size := binary.Varint(c.data)
	if size <= 0 {
		c.Fail()
		return
	}
	*n, c.data = N(v), c.data[size:]
}

// Bool is true or false.
func Bool(c *Codec, b *bool) {
	n := 0
	if *b {
		n = 1
	}
	Number(c, &n)
	*b = n == 1
}

// Text is a string, or bytes.
func Text[T ~string | ~[]byte](c *Codec, t *T) {
	size := len(*t)
	Number(c, &size)
	switch {
	case !c.reading:
		c.data = append(c.data, *t...)
	case size < 0 || size > len(c.data):
		c.Fail()
	default:
		*t, c.data = T(c.data[:size:size]), c.data[size:]
	}
}

// Bytes are as many bytes as there is room for.
func Bytes(c *Codec, b []byte) {
	switch {
	case !c.reading:
		c.data = append(c.data, b...)
	case len(b) > len(c.data):
		c.Fail()
	default:
		c.data = c.data[copy(b, c.data):]
	}
}

// Slice is a list: its length and each of its elements.
func Slice[E any](c *Codec, s *[]E, each func(*E)) {
	size := len(*s)
	Number(c, &size)
	if c.reading {
		if size < 0 || size > len(c.data) { // an element takes a byte at least
			c.Fail()
			return
		}
		if size > 0 {
			*s = make([]E, size)
		}
	}
	for i := range *s {
		each(&(*s)[i])
	}
}
