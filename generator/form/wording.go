package form

// Wording is 작성요령: how an office wants its running text written, as far as a machine can
// tell. It is read from templates/FORM/wording.toml, which the office edits; everything that
// it finds is a 확인.
type Wording struct {
	Schema int        `toml:"schema" jsonschema:"required"`
	List   ListRule   `toml:"list" jsonschema:"required"`
	Amount AmountRule `toml:"amount" jsonschema:"required"`
	Empty  EmptyRule  `toml:"empty" jsonschema:"required"`
	Date   DateRule   `toml:"date" jsonschema:"required"`
	Alikes []Alike    `toml:"alike"`
	Words  []Word     `toml:"word"`
	Units  []Word     `toml:"unit"` // found right behind a number only
}

// ListRule tells lists of names, such as 3개 자치구(중랑, 서대문, 강남), from other text.
type ListRule struct {
	Places   []string `toml:"place_counters" jsonschema:"required"` // counters of places, without blanks: 개자치구
	Things   []string `toml:"thing_counters" jsonschema:"required"` // counters of other things: 개소
	Names    []string `toml:"place_names"`                          // names of places that carry no 구, 시, 군 …
	Endings  []string `toml:"place_endings"`                        // 구, 시, 군 …
	NotNames []string `toml:"not_names"`                            // what stands in brackets behind a count and is no name: 직영
	Open     []string `toml:"open_words"`                           // a list that ends so is not complete: 등
	Near     int      `toml:"near" jsonschema:"required,minimum=1"` // a list of names that are no places is compared up to this difference
}

// AmountRule tells the statements of 사업비 from other amounts.
type AmountRule struct {
	Year  []string `toml:"year" jsonschema:"required"`  // this year's budget: 예산액
	Whole []string `toml:"whole" jsonschema:"required"` // the whole project, which is this year's budget where it lasts a year: 사업비
}

// EmptyRule lists the texts that say nothing.
type EmptyRule struct {
	Words []string `toml:"words"`
}

// DateRule is about the ways to write a date. Each is given by a date written so.
type DateRule struct {
	Allowed     []string `toml:"allowed"` // others are reported; where there are none, mixing is
	Recommended string   `toml:"recommended" jsonschema:"required"`
}

// Alike is a kind of characters that look alike. Of the good ones a file should use one;
// the others are slips.
type Alike struct {
	Name string   `toml:"name" jsonschema:"required"`
	Good []string `toml:"good" jsonschema:"required"`
	Bad  []string `toml:"bad"`
}

// Word is a word not to use, with the one to use.
type Word struct {
	Bad  string `toml:"bad" jsonschema:"required"`
	Good string `toml:"good" jsonschema:"required"`
}
