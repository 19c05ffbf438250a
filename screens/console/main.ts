import "../shared/design/fonts.css";
import "../shared/design/tokens.css";
import "../shared/design/base.css";

import { mount } from "svelte";

import Console from "./Console.svelte";

mount(Console, { target: document.body });
