package form

// Style is the look of a form: every measure a page needs, so that an office can match
// its own sheets without touching a program. It is read from templates/FORM/style.toml.
//
// Lengths end in Mm100 (1/100 mm), type sizes and rule widths in Pt100 (1/100 pt), line
// pitches are percent of the type size, colours are 0xRRGGBB.
type Style struct {
	Page     PageStyle     `toml:"page"`
	Color    ColorStyle    `toml:"color"`
	Text     TextStyles    `toml:"text"`
	Heading  HeadingStyle  `toml:"heading"`
	List     ListStyle     `toml:"list"`
	Table    TableStyle    `toml:"table"`
	Contents ContentsStyle `toml:"contents"`
}

// PageStyle places the type area on the A4 sheet. Margins reach to the type area; the
// running head and the foot stand inside the top and bottom margins.
type PageStyle struct {
	TopMm100     int `toml:"top_mm100"`
	BottomMm100  int `toml:"bottom_mm100"`
	LeftMm100    int `toml:"left_mm100"`
	RightMm100   int `toml:"right_mm100"`
	BindingMm100 int `toml:"binding_mm100"` // added on the inner side in the bound book
	HeadMm100    int `toml:"head_mm100"`    // page edge to the baseline of the running head
	FootMm100    int `toml:"foot_mm100"`    // page edge to the baseline of the foot
}

// ColorStyle holds the few colours of the form.
type ColorStyle struct {
	Accent int `toml:"accent"` // section numerals, outer rules
	Ink    int `toml:"ink"`    // text
	Dim    int `toml:"dim"`    // running head, unticked choices, labels in cells
	Rule   int `toml:"rule"`   // inner rules of tables
	Band   int `toml:"band"`   // heads of tables, title
	Total  int `toml:"total"`  // 계 and 부기 rows
}

// TextStyle is a type size with its line pitch.
type TextStyle struct {
	SizePt100    int `toml:"size_pt100"`
	PitchPercent int `toml:"pitch_percent"`
}

// TextStyles are the sizes of each kind of text.
type TextStyles struct {
	Body    TextStyle `toml:"body"`
	Cell    TextStyle `toml:"cell"`
	Note    TextStyle `toml:"note"` // ※ notes
	Unit    TextStyle `toml:"unit"` // (단위 : 천원)
	Title   TextStyle `toml:"title"`
	Section TextStyle `toml:"section"` // 1 기본 현황
	Item    TextStyle `toml:"item"`    // □ 사업개요
	Lead    TextStyle `toml:"lead"`    // title on the cover
	Imprint TextStyle `toml:"imprint"` // government and date on the cover
	Running TextStyle `toml:"running"` // running head and page number
	Foot    TextStyle `toml:"foot"`    // edition and fingerprint
}

// HeadingStyle holds the space around headings.
type HeadingStyle struct {
	TitlePadMm100     int `toml:"title_pad_mm100"` // above and below the title inside its band
	TitleAfterMm100   int `toml:"title_after_mm100"`
	SectionAboveMm100 int `toml:"section_above_mm100"`
	SectionAfterMm100 int `toml:"section_after_mm100"`
	ItemAboveMm100    int `toml:"item_above_mm100"`
	ItemAfterMm100    int `toml:"item_after_mm100"`
	ThickPt100        int `toml:"thick_pt100"` // rule above the title
	ThinPt100         int `toml:"thin_pt100"`  // rule below the title and under sections
}

// ListStyle indents ○ - · items, in percent of the type size.
type ListStyle struct {
	IndentPercent int `toml:"indent_percent"` // of the first level
	LevelPercent  int `toml:"level_percent"`  // more for each level
	MarkPercent   int `toml:"mark_percent"`   // from the mark's end to the text
	AfterMm100    int `toml:"after_mm100"`    // between items of the first level
}

// TableStyle draws tables.
type TableStyle struct {
	PadXMm100  int `toml:"pad_x_mm100"`
	PadYMm100  int `toml:"pad_y_mm100"`
	OuterPt100 int `toml:"outer_pt100"` // top and bottom rule
	HeadPt100  int `toml:"head_pt100"`  // rule under the head
	InnerPt100 int `toml:"inner_pt100"`
	AfterMm100 int `toml:"after_mm100"`
	UnitMm100  int `toml:"unit_mm100"` // unit line to table
}

// ContentsStyle sets 차례.
type ContentsStyle struct {
	IndentMm100 int `toml:"indent_mm100"` // of each level
	PageMm100   int `toml:"page_mm100"`   // width of the column of page numbers
	TotalMm100  int `toml:"total_mm100"`  // width of the column of amounts
}
