package finish

import (
	"encoding/binary"
)

// outputIntent says which colours the numbers of the pages mean, as PDF/A asks.
// profile is the object of the colour profile.
func outputIntent(profile int) string {
	return "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile " + ref(profile) + ">>"
}

// profile is an ICC profile (version 2.1, which PDF/A-1 allows) with the primaries of sRGB,
// adapted to D50, and a gamma of 2.2, which comes close to the curve of sRGB.
func profile() []byte {
	word := binary.BigEndian.AppendUint32
	xyz := func(x, y, z uint32) []byte { // s15Fixed16
		return word(word(word([]byte("XYZ \x00\x00\x00\x00"), x), y), z)
	}
	const name = "sRGB\x00"
	desc := append(word([]byte("desc\x00\x00\x00\x00"), uint32(len(name))), name...)
	desc = append(desc, make([]byte, 4+4+2+1+67)...) // no name in other scripts
	curve := append(word([]byte("curv\x00\x00\x00\x00"), 1), 0x02, 0x33)
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", desc},
		{"cprt", []byte("text\x00\x00\x00\x00Public domain\x00")},
		{"wtpt", xyz(0xF6D6, 0x10000, 0xD32D)},
		{"rXYZ", xyz(0x6FA2, 0x38F5, 0x0390)},
		{"gXYZ", xyz(0x6299, 0xB785, 0x18DA)},
		{"bXYZ", xyz(0x24A0, 0x0F84, 0xB6CF)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	head := make([]byte, 128)
	copy(head[8:], "\x02\x10\x00\x00mntrRGB XYZ \x07\xD0\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00acsp")
	copy(head[68:], xyz(0xF6D6, 0x10000, 0xD32D)[8:]) // D50, the illuminant of every profile
	table := word(head, uint32(len(tags)))
	var body []byte
	for _, t := range tags {
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
		table = word(append(table, t.name...), uint32(len(head)+4+12*len(tags)+len(body)))
		table = word(table, uint32(len(t.data)))
		body = append(body, t.data...)
	}
	for len(body)%4 != 0 {
		body = append(body, 0)
	}
	out := append(table, body...)
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}
