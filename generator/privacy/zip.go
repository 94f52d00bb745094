package privacy

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"regexp"
)

// maxPart bounds what a part may unpack to, far beyond any workbook.
const maxPart = 1 << 30

// runs are the seams inside one text of a workbook: a name whose letters differ in weight.
var runs = regexp.MustCompile(`</t>\s*</r>\s*<r>(?:<rPr>.*?</rPr>)?\s*<t[^>]*>`)

// zip searches every part of a workbook, with its name and comment: texts, hidden sheets,
// defined names, comments and properties are all XML there.
func (s *Search) zip(data []byte) (hits []Hit, err error) {
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	hits = s.text("압축 파일의 설명", []byte(files.Comment))
	for _, f := range files.File {
		hits = append(hits, s.text(f.Name, []byte(f.Name+"\n"+f.Comment))...)
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(io.LimitReader(r, maxPart))
		if err != nil {
			return nil, err
		}
		text = runs.ReplaceAll(text, nil)
		if bytes.Contains(text, []byte("&#")) {
			text = []byte(html.UnescapeString(string(text)))
		}
		hits = append(hits, s.text(f.Name, text)...)
	}
	return hits, nil
}
