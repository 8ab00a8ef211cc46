"""Text as people write it ⇄ body blocks: the one grammar of 一是, 一、, （一） and titles. Pure."""
