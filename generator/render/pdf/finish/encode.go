package finish

import (
	"bytes"
	"encoding/gob"
)

// Encode is the part as bytes that [Decode] reads, for a later run of the same program.
func (p *Part) Encode() []byte {
	var out bytes.Buffer
	if err := gob.NewEncoder(&out).Encode(p); err != nil {
		panic("finish: " + err.Error()) // a bytes.Buffer does not fail, and a part is plain data
	}
	return out.Bytes()
}

// Decode reads what [Part.Encode] wrote.
func Decode(data []byte) (*Part, error) {
	p := new(Part)
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(p); err != nil {
		return nil, err
	}
	return p, nil
}
